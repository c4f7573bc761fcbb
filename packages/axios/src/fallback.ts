import {
  type AxiosAdapter,
  AxiosError,
  AxiosHeaders,
  type AxiosResponse,
  type InternalAxiosRequestConfig,
} from 'axios'

/**
 * The answer of a fallback, as the adapter would have given it: the transforms of the config are still to come.
 *
 * @throws AxiosError when the config refuses the status, or asks for a type that no `Response` can give
 */
export const fromFallback = async (
  answer: Response,
  config: InternalAxiosRequestConfig,
  adapter: AxiosAdapter,
): Promise<AxiosResponse> => {
  const { status, statusText, headers } = answer
  const response: AxiosResponse = {
    data: await readBody(answer, config, adapter),
    status,
    statusText,
    // Takes the headers of fetch, which its own adapter makes use of; its types do not know.
    headers: AxiosHeaders.from(headers as unknown as AxiosHeaders),
    config,
  }
  const { validateStatus } = config
  if (!status || !validateStatus || validateStatus(status)) return response
  const code = status >= 400 && status < 500 ? AxiosError.ERR_BAD_REQUEST : AxiosError.ERR_BAD_RESPONSE
  throw new AxiosError(`Request failed with status code ${status}`, code, config, undefined, response)
}

const readBody = async (
  answer: Response,
  config: InternalAxiosRequestConfig,
  adapter: AxiosAdapter,
): Promise<unknown> => {
  const { responseType } = config
  // Json comes as text: axios parses it in a transform.
  if (!responseType || responseType === 'text' || responseType === 'json') return answer.text()
  if (responseType === 'blob') return answer.blob()
  if (responseType === 'arraybuffer') return bytesOf(await answer.arrayBuffer(), adapter)
  throw new AxiosError(
    `A fallback answers as text, json, arraybuffer or blob, not as responseType "${responseType}"`,
    AxiosError.ERR_NOT_SUPPORT,
    config,
  )
}

interface NodeGlobals {
  readonly Buffer?: { from(bytes: ArrayBuffer): unknown }
}

/** The http adapter gives a `Buffer`, whose methods its users rely on. */
const bytesOf = (bytes: ArrayBuffer, adapter: AxiosAdapter): unknown => {
  const { Buffer } = globalThis as NodeGlobals
  return (adapter as { adapterName?: string }).adapterName === 'http' && Buffer ? Buffer.from(bytes) : bytes
}
