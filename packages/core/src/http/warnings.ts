import type { Circuit, Outcome } from '@recloser/core'
import { DEV } from '../words.ts'
import type { HttpExchange } from './exchange.ts'
import { findCircuitBreakerError } from './transport-error.ts'

/*
 * What a developer is told, once, of breakers that protect nothing. For development alone: every use stands behind `DEV`, so that
 * bundlers drop this file, and so does every function, for pages without a bundler. See docs/guide/development-warnings.md.
 */

/** For a build that says nothing. */
const NOTHING = (): void => {}

/** So many in a row look like a time-out rather than like people who changed their mind. */
const ENOUGH = 5
/** An abort that comes sooner may be a person who typed on, or left. */
const LATE_MS = 1_000

/** How many late aborts each breaker has seen since anything else came of an attempt. */
const lateAborts = /* @__PURE__ */ new WeakMap<Circuit, number>()
/** Attempts that were counted: where guards are stacked, each of them judges the same one. */
const counted = /* @__PURE__ */ new WeakSet<object>()
/** Breakers whose developer knows of them. */
const told = /* @__PURE__ */ new WeakSet<Circuit>()

/** Tells of a breaker that sees nothing but late aborts, when this is one more of them. */
export const watchAborts: (
  attempt: object,
  breaker: Circuit,
  exchange: HttpExchange,
  outcome: Outcome,
) => void = DEV
  ? (attempt, breaker, { kind, durationMs }, outcome) => {
      if (kind !== 'abort' || outcome !== 'ignored') {
        lateAborts.delete(breaker)
        return
      }
      if (durationMs < LATE_MS || breaker.config.mode === 'off') return
      if (told.has(breaker) || counted.has(attempt)) return
      counted.add(attempt)
      const count = (lateAborts.get(breaker) ?? 0) + 1
      lateAborts.set(breaker, count)
      if (count < ENOUGH) return
      told.add(breaker)
      warn(
        `The last ${ENOUGH} calls of the breaker "${breaker.name}" were aborted after ${LATE_MS} ms or more, the last one after ${Math.round(durationMs)} ms. An abort counts as neither success nor failure, so a host that hangs never opens this circuit. If a time-out of the client aborts them, set abortTimeoutMs a little below it, or use withHeadersTimeout of @recloser/fetch. See docs/guide/model-providers-and-sdks.md`,
      )
    }
  : NOTHING

/** Breakers whose developer knows of the stack. */
const toldOfStack = /* @__PURE__ */ new WeakSet<Circuit>()
/** The breaker of each attempt, request and rejection. No URL: what is noted may live long. */
const guardedBy = /* @__PURE__ */ new WeakMap<object, Circuit | undefined>()

/** Of a request on its way through one guard, what is looked at here: a `Link` of `under-way.ts`. */
interface Guarded {
  readonly _circle: { readonly _booked: WeakMap<object, { readonly _below: unknown }> }
  readonly _below: unknown
  readonly _attempt?: object | undefined
  readonly _decision?: object | null | undefined
}

/** Notes the breaker of an attempt, or of a rejection, for `watchStack`. */
export const noteGuard: (attemptOrRejection: object, breaker: Circuit | undefined) => void = DEV
  ? (attemptOrRejection, breaker) => guardedBy.set(attemptOrRejection, breaker)
  : NOTHING

/**
 * Tells of two guards of the same breaker on one message, where something between them hides the one from the other: as
 * `leave` finds out, and before it is called.
 *
 * @param result the response, or the error, which may be a rejection by the same breaker
 */
export const watchStack: (link: Guarded, result: unknown) => void = DEV
  ? (link, result) => {
      const { _circle, _below, _attempt, _decision } = link
      const breaker = _attempt && guardedBy.get(_attempt)
      guardedBy.set(link, breaker)
      if (!breaker || _decision !== undefined || toldOfStack.has(breaker)) return
      const booked = _circle._booked.get(Object(result) as object)
      const inner = booked?._below === _below ? undefined : booked
      const rejection = findCircuitBreakerError(result)
      // Adapters may wrap a rejection in an error of their client, which looks like one too.
      const others = [inner, rejection, findCircuitBreakerError(rejection?.cause)]
      if (!others.some(other => other && guardedBy.get(other) === breaker)) return
      toldOfStack.add(breaker)
      warn(
        `A request passed two guards of the breaker "${breaker.name}", and the inner guard could not see that both had the same request. So it took two permits, and the circuit may take longer to close. Install these breakers in one of the two clients only, or hand the options of the request on unchanged. See docs/decisions/one-attempt-one-permit.md`,
      )
    }
  : NOTHING

const warn = DEV
  ? (warning: string): void => {
      // Servers get this build in production too.
      const { process } = globalThis as { process?: { env?: { NODE_ENV?: string } } }
      if (process?.env?.NODE_ENV === 'production') return
      // oxlint-disable-next-line eslint/no-console -- for a developer to see; it is no error
      console.warn(`@recloser/core: ${warning}`)
    }
  : NOTHING
