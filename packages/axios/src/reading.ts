import { type HttpReading, kindOfError } from '@recloser/core/http'
import { AxiosError, AxiosHeaders, type AxiosResponse, isAxiosError } from 'axios'

/** Adapters of other makers may give headers as a plain object. */
export const readResponse = ({ status, headers }: AxiosResponse): HttpReading => ({
  status,
  headers: AxiosHeaders.from(headers as AxiosHeaders),
})

/**
 * Reads what an adapter threw: by the signal first, then by the response, then by the code.
 *
 * @param transport the caller's own, where the config has one
 */
export const readError = (error: unknown, signal?: AbortSignal, transport?: unknown): HttpReading => {
  const kind = kindOfError(error, signal)
  const { code, message = '', response, request, cause } = (error ?? {}) as Partial<AxiosError>
  if (kind !== 'network') return { kind }
  // Axios throws for the status of a response, once that is complete.
  if (response !== undefined && 'data' in response) return readResponse(response)
  // What goes wrong on the wire is an error of axios' own; anything else was thrown while the request was made.
  if (transport && !isAxiosError(error)) return { kind: 'abort' }
  if (message === 'Request aborted' || isLimit(message, request)) return { kind: 'abort' }
  if (isTimeOut(code, cause)) return { kind: 'timeout' }
  // With the status of a response whose body broke, for whoever wants to know.
  return response === undefined ? { kind } : { ...readResponse(response), kind }
}

/**
 * The caller's own limit that a response exceeded. Older versions of axios say the same of a body that broke, be there a
 * limit (-1: none) or not; then the response in Node has an error.
 */
const isLimit = (message: string, request: { res?: { errored?: unknown } } | undefined): boolean =>
  /^maxContentLength size of \d/.test(message) && !request?.res?.errored

/** Whether axios gave up. The system has the same codes; its error then is the cause, and the host is to blame. */
const isTimeOut = (code: string | undefined, cause: (Error & { code?: unknown }) | undefined): boolean =>
  (code === AxiosError.ECONNABORTED || code === AxiosError.ETIMEDOUT) &&
  (cause?.code !== code || isAxiosError(cause))
