import { isCircuitBreakerError } from '@recloser/core'
import type { ExchangeKind } from './exchange.ts'

/** Codes of the system's resolver and sockets, of TLS, and of the HTTP parser: the host is down, not the route. */
const TRANSPORT_CODE =
  /^(E(CONN|NET|HOST|AI_|ADDR|PIPE|PROTO|TIMED|NOTF)|UND_ERR_(SOC|CON)|HPE_|(ERR_)?(TLS|SSL|CERT)_|UNABLE_|DEPTH_|SELF_)/

/** Codes of Node, undici and axios for a request that was refused before it left. */
const MALFORMED_CODE = /^(ERR_(INVALID|UNESCAPED|BAD_(REQ|OPT)|NOT_SUPP|FR_MAX)|UND_ERR_(INVALID|NOT_SUPP))/

/** Why undici made a network error of what the caller asked for. */
const MALFORMED_CAUSE = /^(unknown scheme|unexpected redirect|invalid method|bad port)/

/** What a `TypeError` says that is a network error in Chromium, Safari, Firefox, undici, workerd, Deno; others are mistakes. */
const NETWORK_MESSAGE =
  /^(failed to fetch|(load|fetch) failed|terminated|(a )?network|error sending|the internet)/i

interface ErrorLike {
  readonly name?: unknown
  readonly message?: unknown
  readonly code?: unknown
  readonly cause?: unknown
}

/**
 * How an attempt that threw ended. Told by the signal first: an abort rejects with any value the caller likes, and
 * only the signal's reason tells a time-out from a change of mind.
 */
export const kindOfError = (
  error: unknown,
  signal?: AbortSignal | null,
): Exclude<ExchangeKind, 'response'> => {
  const isAborted = signal?.aborted
  const why: unknown = isAborted ? signal?.reason : error
  if (someCause(why, isTimeOut)) return 'timeout'
  return isAborted || (why as ErrorLike | null | undefined)?.name === 'AbortError' ? 'abort' : 'network'
}

/** Whether the connection failed, so that no route of the host can do better. Pages are never told. */
export const isTransportError = (error: unknown): boolean =>
  someCause(error, ({ code }) => TRANSPORT_CODE.test(String(code)))

/** Whether the request never left, because it was malformed. */
export const isMalformed = (error: unknown): boolean =>
  !isTransportError(error) && someCause(error, isMistake)

/** Whether another breaker rejected the request, below the client that wrapped its rejection. */
export const isRejected = (error: unknown): boolean => someCause(error, isCircuitBreakerError)

// Undici throws its own time-outs as the cause of a plain "fetch failed".
const isTimeOut = ({ name, code }: ErrorLike): boolean =>
  name === 'TimeoutError' || /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(String(code))

const isMistake = ({ name, message, code }: ErrorLike): boolean =>
  MALFORMED_CODE.test(String(code)) ||
  MALFORMED_CAUSE.test(String(message)) ||
  // The DOMException of `xhr.open` with a URL that it cannot parse.
  name === 'SyntaxError' ||
  (name === 'TypeError' && !NETWORK_MESSAGE.test(String(message)))

/**
 * Whether the error or one of its causes is so. Bounded, since causes may go round in a circle; and without
 * `instanceof`, since an error may come from another realm.
 */
const someCause = (error: unknown, isSo: (error: ErrorLike) => boolean): boolean => {
  let cause = error
  for (let depth = 0; depth < 5 && cause; depth++) {
    if (isSo(cause)) return true
    cause = (cause as ErrorLike).cause
  }
  return false
}
