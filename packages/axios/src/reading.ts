import { type HttpReading, kindOfError } from '@recloser/core/http'
import { AxiosError, AxiosHeaders, type AxiosResponse, isAxiosError } from 'axios'

/** Adapters of other makers may give headers as a plain object. */
export const readResponse = ({ status, headers }: AxiosResponse): HttpReading => ({
  status,
  headers: AxiosHeaders.from(headers as AxiosHeaders),
})

/** Reads what an adapter threw: by the signal first, then by the response, then by the code. */
export const readError = (error: unknown, signal?: AbortSignal): HttpReading => {
  const kind = kindOfError(error, signal)
  const { code, message = '', response, cause } = (error ?? {}) as Partial<AxiosError>
  if (kind !== 'network') return { kind }
  // Axios throws for the status of a response, once that is complete.
  if (response !== undefined && 'data' in response) return readResponse(response)
  if (code === AxiosError.ERR_CANCELED || isAbort(message)) return { kind: 'abort' }
  if (isTimeOut(code, cause)) return { kind: 'timeout' }
  // With the status of a response whose body broke, for whoever wants to know.
  return response === undefined ? { kind } : { ...readResponse(response), kind }
}

/** The page that left, or the caller's own limit that a response exceeded. Their codes are those of real failures. */
const isAbort = (message: string): boolean =>
  message === 'Request aborted' || message.startsWith('maxContentLength')

/** Whether axios gave up. The system has the same codes; its error then is the cause, and the host is to blame. */
const isTimeOut = (code: string | undefined, cause: (Error & { code?: unknown }) | undefined): boolean =>
  (code === AxiosError.ECONNABORTED || code === AxiosError.ETIMEDOUT) &&
  (cause?.code !== code || isAxiosError(cause))
