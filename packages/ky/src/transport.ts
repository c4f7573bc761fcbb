import { type HttpTransport, kindOfError, readResponse } from '@recloser/core/http'
import type { Options } from 'ky'

/** One attempt, as ky sends it. */
export interface KyCall {
  readonly below: Options['fetch']
  readonly send: (link: object | undefined) => Promise<Response>
  readonly request: Request
  /** Of the whole call. Read late, since an init hook after ours may still set the time-outs and the signal. */
  readonly options: Options
  /** When the call began, and when this attempt, on the clock that ky goes by. */
  readonly calledAt: number
  readonly sentAt: number
}

/** How ky sends an attempt, and how its responses and errors are read. */
export const kyTransport: HttpTransport<KyCall, Response> = {
  send: (call, link) => call.send(link),
  readResponse,
  readError: (error, call) => {
    const kind = kindOfError(error, call.request.signal)
    return { kind: kind === 'abort' && isTimeOut(call) ? 'timeout' : kind }
  },
  fromFallback: response => response,
  // As it is. A TypeError that says "fetch failed", or any error of ky's own, would be retried.
  fromRejection: rejection => rejection,
  below: call => call.below,
}

/** How early a time-out may seem to come, in milliseconds. Timers run ahead a little, and Firefox may round its clock to 16.7. */
const COARSE_MS = 20

/**
 * Whether ky gave up on an aborted attempt. Its time-out aborts as a caller does, without a reason, and throws its
 * `TimeoutError` elsewhere; so the clock must tell, at least where the caller's signal came in a `Request` and is not seen here.
 */
const isTimeOut = ({ options, calledAt, sentAt }: KyCall): boolean => {
  const { signal, timeout = 10_000, totalTimeout = false } = options
  const attemptEnds = timeout === false ? Infinity : sentAt + timeout
  const callEnds = totalTimeout === false ? Infinity : calledAt + totalTimeout
  return !signal?.aborted && performance.now() >= Math.min(attemptEnds, callEnds) - COARSE_MS
}
