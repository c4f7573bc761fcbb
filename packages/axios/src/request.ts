import type { HttpRequest, RequestBreaker } from '@recloser/core/http'
import { Axios, type AxiosRequestConfig, type InternalAxiosRequestConfig } from 'axios'

/** An instance without defaults: those of the caller's are in the config by now, and others must not get in. */
const resolver: Axios = /* @__PURE__ */ new Axios({})

/**
 * What the breakers know an attempt by, read as late as can be, since interceptors may change the URL. `undefined` when
 * axios cannot make a URL of the config, of which the adapter will tell the caller.
 */
export const readRequest = (config: InternalAxiosRequestConfig): HttpRequest | undefined => {
  try {
    return { client: 'axios', method: (config.method ?? 'get').toUpperCase(), url: String(urlOf(config)) }
  } catch {
    return undefined
  }
}

/** Whatever its types say, axios takes a `URL` too. */
const urlOf = (config: InternalAxiosRequestConfig): string | URL => {
  const { url = '', baseURL, allowAbsoluteUrls, params, paramsSerializer } = config
  // Axios merges configs to make a URL, which takes twice as long as all that is ours: not where it can only come out so.
  if (!params) {
    if (!baseURL) return url
    if (url[0] === '/' && url[1] !== '/' && !baseURL.endsWith('/')) return baseURL + url
  }
  return resolver.getUri({ url, baseURL, allowAbsoluteUrls, params, paramsSerializer } as AxiosRequestConfig)
}

/** What a request says of its breaker. One over a Unix socket goes to that, whatever host its URL names. */
export const optionsOf = ({ breaker, socketPath }: InternalAxiosRequestConfig): RequestBreaker | undefined =>
  socketPath && breaker !== false
    ? // Field by field, since they may be getters or inherited.
      { key: breaker?.key ?? `unix:${socketPath}`, fallback: breaker?.fallback }
    : breaker
