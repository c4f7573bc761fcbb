import type { TransitionReason } from './events.ts'
import type { CircuitState } from './state.ts'

const BRAND = Symbol.for('recloser.CircuitBreakerError')

/** What a rejection says of the breaker that refused the call. */
export interface RejectionDetails {
  readonly breakerName: string
  readonly state: CircuitState
  /** Why the circuit opened. */
  readonly reason: TransitionReason
  /** Milliseconds until a call may be tried; `undefined` when nobody knows (forced open, no free probe slot). */
  readonly retryAfterMs: number | undefined
}

/**
 * The error of a call that was rejected without being made.
 *
 * It has no stack: rejections are the hot path of an outage, and a stack would cost more than all the rest. It carries
 * no request, response or header. Recognise it with {@link isCircuitBreakerError}.
 */
export class CircuitBreakerError extends Error implements RejectionDetails {
  declare readonly code: 'ERR_CIRCUIT_OPEN'
  declare readonly breakerName: string
  declare readonly state: CircuitState
  declare readonly reason: TransitionReason
  declare readonly retryAfterMs: number | undefined

  constructor(details: RejectionDetails) {
    const limit = errors.stackTraceLimit
    limitStack(0)
    super()
    limitStack(limit)
    this.code = 'ERR_CIRCUIT_OPEN'
    this.breakerName = details.breakerName
    this.state = details.state
    this.reason = details.reason
    this.retryAfterMs = details.retryAfterMs
  }

  static {
    Object.defineProperties(this.prototype, {
      name: { value: 'CircuitBreakerError', configurable: true, writable: true },
      // Put into words when somebody reads it: few do, and words are a third of the price.
      message: {
        get: function (this: CircuitBreakerError) {
          return describe(this)
        },
        set: function (this: CircuitBreakerError, value: unknown) {
          Object.defineProperty(this, 'message', { value, configurable: true, writable: true })
        },
        configurable: true,
      },
      [BRAND]: { value: true },
    })
  }
}

// Not every engine has the field.
const errors = Error as { stackTraceLimit?: number | undefined }

/** Where the intrinsics are frozen, the error has its stack. */
const limitStack = (frames: number | undefined): void => {
  try {
    errors.stackTraceLimit = frames
  } catch {}
}

/**
 * Whether a value is a rejection by a circuit breaker: of this copy of the package or of another one, or an error of an
 * HTTP client that bears the same fields.
 */
export const isCircuitBreakerError = (value: unknown): value is CircuitBreakerError =>
  (value as { [BRAND]?: unknown } | null | undefined)?.[BRAND] === true

/** In words: which breaker, in what state and why, and how long to wait. */
export const describe = ({ breakerName, state, reason, retryAfterMs }: RejectionDetails): string => {
  const what = `Circuit breaker "${breakerName}" is ${state} (${reason})`
  if (retryAfterMs === undefined)
    return `${what}, ${state === 'open' ? 'until further notice' : 'no probe slot is free'}`
  return retryAfterMs > 0 ? `${what}, retry in ${inWords(retryAfterMs)}` : what
}

/** A wait in words, rounded up. */
const inWords = (ms: number): string => (ms < 1_000 ? `${Math.ceil(ms)} ms` : `${Math.ceil(ms / 1_000)} s`)
