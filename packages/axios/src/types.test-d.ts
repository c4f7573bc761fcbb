import {
  breakerInterceptor,
  createHttpBreakers,
  installBreakers,
  isCircuitBreakerError,
} from '@recloser/axios'
import axios, { type AxiosRequestConfig } from 'axios'

const breakers = createHttpBreakers()
const uninstall: () => void = installBreakers(axios, breakers)
uninstall()
installBreakers(axios.create(), breakers)
const id: number = axios.interceptors.request.use(...breakerInterceptor(breakers))
axios.interceptors.request.eject(id)

// What a request may say of its breaker, and an instance for all of its requests.
void axios.get('/a', { breaker: false })
void axios.post('/a', {}, { breaker: { key: 'search' } })
void axios.get('/a', { breaker: { fallback: () => new Response('none') } })
axios.create({ breaker: { key: 'search' } })
axios.defaults.breaker = { key: 'search' }
axios.interceptors.request.use(config => ({ ...config, breaker: undefined }))

// The augmentation has none of axios' type parameters, and so takes nothing from them.
const typed: AxiosRequestConfig<{ id: number }> = { data: { id: 7 }, breaker: false }
void axios.request<string>(typed)

const handle = (error: unknown): number | undefined => {
  if (axios.isAxiosError(error) && isCircuitBreakerError(error)) {
    const code: 'ERR_CIRCUIT_OPEN' = error.code
    return error.config?.url === code ? 0 : error.retryAfterMs
  }
  return isCircuitBreakerError(error) ? error.retryAfterMs : undefined
}
handle(undefined)

// @ts-expect-error `true` says nothing
void axios.get('/a', { breaker: true })
// @ts-expect-error a key is a string
void axios.get('/a', { breaker: { key: 7 } })
// @ts-expect-error there is no such field
void axios.get('/a', { breaker: { name: 'search' } })
// @ts-expect-error a fallback answers with a Response, not with one of axios'
void axios.get('/a', { breaker: { fallback: () => ({ data: 'none', status: 200 }) } })

// @ts-expect-error the breakers come second
installBreakers(breakers, axios)
// @ts-expect-error settings are not the breakers
installBreakers(axios, { failureThreshold: 3 })
// @ts-expect-error fetch is not an axios instance
installBreakers(fetch, breakers)
// @ts-expect-error neither are one's interceptors
installBreakers(axios.interceptors.request, breakers)
// @ts-expect-error the instance has no place here
breakerInterceptor(axios)
// @ts-expect-error the interceptor is for requests
axios.interceptors.response.use(...breakerInterceptor(breakers))
