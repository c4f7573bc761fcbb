import { type CircuitBreakerError, isCircuitBreakerError } from '@recloser/core'

// All patterns are tried on an error as one line: its code, system call, name and text.

/** Codes of the system's resolver and sockets, of TLS, and of the HTTP parser: the host is down, not the route. */
const TRANSPORT =
  /^(\S* connect |E(CONN|NET|HOST|AI_|ADDR|PIPE|PROTO|TIMED|NOTF)|UND_ERR_(SOC|CON)|HPE_|\w*(TLS|SSL|CERT)_|UNABLE_|\w+_CERT )/

/**
 * The caller's own mistakes; whatever else an error says is the dependency's failure. In this order: codes of Node, axios and
 * undici for options that cannot be sent; files that cannot be uploaded, or changed meanwhile; `redirect: 'error'`, which undici
 * tells apart; the DOMException of `xhr.open`; and what a `TypeError` of fetch says of its arguments in Chromium, Deno, Node,
 * Firefox, Safari, Bun and workerd.
 */
const MISTAKE =
  /^((UND_)?ERR_(INVALID_[ACHP]|HTTP_INV|UNESC|BAD_(REQ|OPT)|NOT_S|FR_MAX|REQ_C)|E(NOENT|IO|\w+DIR) |\S* open |12 )|NotReadableE|: un(known scheme|expected redirect)$|TypeError: .*(Failed to (ex|cons|parse)|\.fetch:|Request(Init| cons)|HTTP method|cannot have|eaders?[ .]['acnv]|a ByteS|(s|er) cred|Expected |lready (b|us)|e disturb|s unusable)/

/** Undici throws its own time-outs as the cause of a plain "fetch failed". */
const TIME_OUT = / TimeoutError:|^UND_ERR_(HEADERS|BODY)_TIMEOUT /

/** What the reason of an abort says of a time-out, be it in its name, its code or its text. */
const TIME_OUT_REASON = /timed?[ _-]?out|deadline/i

interface ErrorLike {
  readonly name?: unknown
  readonly message?: unknown
  readonly code?: unknown
  readonly syscall?: unknown
  readonly cause?: unknown
}

/**
 * How an attempt that threw ended. Told by the signal first: an abort rejects with any value the caller likes, and
 * only the signal's reason tells a time-out from a change of mind.
 */
export const kindOfError = (error: unknown, signal?: AbortSignal | null): 'network' | 'timeout' | 'abort' => {
  const isAborted = signal?.aborted
  const why: unknown = isAborted ? signal?.reason : error
  const isAbort = isAborted || someCause(why, says(/^ERR_CANCELED | AbortError:/), 1)
  if (someCause(why, says(isAbort ? TIME_OUT_REASON : TIME_OUT))) return 'timeout'
  return isAbort ? 'abort' : 'network'
}

/** Whether the connection failed, so that no route of the host can do better. Pages are never told. */
export const isTransportError = (error: unknown): boolean => someCause(error, says(TRANSPORT))

/** Whether the request never left, or not whole, by a mistake that is known to be the caller's. */
export const isMalformed = (error: unknown): boolean =>
  !isTransportError(error) && someCause(error, says(MISTAKE))

/** Whether another breaker rejected the request, below the client that wrapped its rejection. */
export const isRejected = (error: unknown): boolean => someCause(error, isCircuitBreakerError)

/** Where SDKs keep the error that they wrap. */
const WRAPPERS = [
  'cause',
  'originalError',
  'networkError',
  'lastError',
  'detail',
  'context',
  'error',
  'reason',
]

/**
 * The rejection of a circuit breaker that a client or SDK has wrapped in an error of its own: along `cause`,
 * `originalError`, `networkError`, `lastError`, `detail`, `context`, `error` and `reason`, a few dozen errors far. The
 * outermost one; `undefined` when there is none. Throws nothing, whatever it is given.
 */
export const findCircuitBreakerError = (error: unknown): CircuitBreakerError | undefined => {
  try {
    // Grows while it is gone through, and so the nearest come first and a circle ends.
    const found = new Set([error])
    for (const one of found) {
      if (isCircuitBreakerError(one)) return one
      if (Object(one) === one && found.size < 32)
        for (const field of WRAPPERS) found.add((one as Record<string, unknown>)[field])
    }
  } catch {
    // It throws when it is looked at, as a revoked proxy does.
  }
  return undefined
}

/** A text stands for itself: the reason of an abort may be one. */
const says = (pattern: RegExp) => (error: ErrorLike) => {
  const text = typeof error === 'string' ? error : error.message
  return pattern.test(`${[error.code, error.syscall, error.name].join(' ')}: ${String(text)}`)
}

/**
 * Whether the error or one of its causes is so. Bounded, since causes may go round in a circle; and without
 * `instanceof`, since an error may come from another realm.
 */
const someCause = (error: unknown, isSo: (error: ErrorLike) => boolean, depth = 5): boolean =>
  !!error && depth > 0 && (isSo(error) || someCause((error as ErrorLike).cause, isSo, depth - 1))
