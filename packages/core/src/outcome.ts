import { isCircuitBreakerError } from './errors.ts'
import { report } from './report.ts'

/**
 * The verdict on one call.
 *
 * - `success`: the dependency answered.
 * - `failure`: it did not, or badly; counts towards a trip.
 * - `ignored`: says nothing about the dependency (the caller aborted, the mistake was the caller's); decides nothing.
 * - `throttled`: it asked for a pause; the circuit pauses, which is no trip and no part of the failure rate.
 */
export type Outcome = 'success' | 'failure' | 'ignored' | 'throttled'

/** How a call ended: with a value, or with what it threw. `'error' in result` tells them apart. */
export type CallResult =
  | { readonly value: unknown; readonly error?: undefined }
  | { readonly error: unknown; readonly value?: undefined }

/** Decides the verdict on a call made through `call` or `wrap`. */
export type Classify = (result: CallResult) => Outcome

const OUTCOMES: readonly unknown[] = ['success', 'failure', 'ignored', 'throttled'] satisfies Outcome[]

export const isOutcome = (value: unknown): value is Outcome => OUTCOMES.includes(value)

/** The default verdict: what is thrown is a failure, unless the caller aborted or another breaker rejected. */
export const defaultClassify: Classify = result => {
  if (!('error' in result)) return 'success'
  const { error } = result
  // By name, since it may come from another realm, and a DOMException is no Error everywhere.
  const isAbort = (error as { name?: unknown } | null | undefined)?.name === 'AbortError'
  return isAbort || isCircuitBreakerError(error) ? 'ignored' : 'failure'
}

/** The user's verdict. One that throws, or is none of the four, is reported and replaced by the default. */
export const judge = (classify: Classify, result: CallResult): Outcome => {
  if (classify !== defaultClassify) {
    try {
      const outcome: unknown = classify(result)
      if (isOutcome(outcome)) return outcome
      report(new RangeError(`classify must return one of ${OUTCOMES.join(', ')}, got ${String(outcome)}`))
    } catch (error) {
      report(error)
    }
  }
  return defaultClassify(result)
}
