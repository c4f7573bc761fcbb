import type { CircuitState, RejectionDetails, TransitionReason } from './types.ts'
import { DEV } from './words.ts'

/** One symbol for all copies of the package that a program may have loaded. */
const BRAND = /* @__PURE__ */ Symbol.for('recloser.CircuitBreakerError')

/**
 * The error of a call that was rejected without being made.
 *
 * It has no stack: rejections are the hot path of an outage, and a stack would cost more than all the rest. It carries
 * no request, response or header. Recognise it with {@link isCircuitBreakerError}.
 */
export interface CircuitBreakerError extends Error, RejectionDetails {
  readonly code: 'ERR_CIRCUIT_OPEN'
}

/** Puts the message into words when somebody reads it: few do, and all the words are a third of the price. */
const describeLater = (prototype: CircuitBreakerError): void => {
  Object.defineProperty(prototype, 'message', {
    configurable: true,
    get(this: CircuitBreakerError) {
      return describe(this)
    },
    set(this: CircuitBreakerError, value: string) {
      Object.defineProperty(this, 'message', { value, configurable: true, writable: true })
    },
  })
}

// Made by a function, since what a class block or a top-level call does to a prototype no bundler can leave out.
export const CircuitBreakerError: new (details: RejectionDetails) => CircuitBreakerError =
  /* @__PURE__ */ (() => {
    // oxlint-disable-next-line eslint/no-shadow -- the class bears the name that errors are printed with
    class CircuitBreakerError extends Error implements RejectionDetails {
      declare readonly code: 'ERR_CIRCUIT_OPEN'
      declare readonly breakerName: string
      declare readonly state: CircuitState
      declare readonly reason: TransitionReason
      declare readonly retryAfterMs: number | undefined

      constructor(details: RejectionDetails) {
        const limit = errors.stackTraceLimit
        limitStack(0)
        super(DEV ? undefined : describe(details))
        limitStack(limit)
        this.code = 'ERR_CIRCUIT_OPEN'
        this.breakerName = details.breakerName
        this.state = details.state
        this.reason = details.reason
        this.retryAfterMs = details.retryAfterMs
      }

      get [BRAND](): true {
        return true
      }
    }
    const { prototype } = CircuitBreakerError
    // As any error's: not its own, and open to change.
    Object.defineProperty(prototype, 'name', {
      value: 'CircuitBreakerError',
      configurable: true,
      writable: true,
    })
    if (DEV) describeLater(prototype)
    return CircuitBreakerError
  })()

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
export const describe = ({ breakerName, state, reason, retryAfterMs }: RejectionDetails): string =>
  `Circuit breaker "${breakerName}" is ${state} (${reason})${waitInWords(state, reason, retryAfterMs)}`

const waitInWords = (state: CircuitState, reason: TransitionReason, waitMs: number | undefined): string => {
  if (waitMs === undefined) return DEV ? `, ${whyUnknown(state, reason)}` : ''
  if (waitMs <= 0) return ''
  return `, retry in ${waitMs < 1_000 ? `${Math.ceil(waitMs)} ms` : `${Math.ceil(waitMs / 1_000)} s`}`
}

const whyUnknown = (state: CircuitState, reason: TransitionReason): string => {
  if (DEV && reason === 'busy') return 'too many calls are in flight'
  if (DEV && state === 'open') return 'until further notice'
  return DEV ? 'no probe slot is free' : ''
}
