import { show } from './config-rules.ts'
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

// Compared one by one, since every call that settles is asked: searching a list takes longer than all the rest.
export const isOutcome = (value: unknown): value is Outcome =>
  value === 'success' || value === 'failure' || value === 'ignored' || value === 'throttled'

/** The four, as error messages list them. */
export const OUTCOMES = 'success, failure, ignored or throttled'

/** The default verdict: what is thrown is a failure, unless the caller aborted or another breaker rejected. */
export const defaultClassify: Classify = result => {
  if (!('error' in result)) return 'success'
  try {
    const { error } = result
    // By name, since it may come from another realm, and a DOMException is no Error everywhere.
    const isAbort = (error as { name?: unknown } | null | undefined)?.name === 'AbortError'
    return isAbort || isCircuitBreakerError(error) ? 'ignored' : 'failure'
  } catch {
    // An error that throws when it is looked at, as a revoked proxy does.
    return 'failure'
  }
}

/** The verdict on a call that answered. The default needs no object to tell. */
export const judgeValue = (classify: Classify, value: unknown): Outcome =>
  classify === defaultClassify ? 'success' : ask(classify, { value })

/** The verdict on a call that threw. */
export const judgeError = (classify: Classify, error: unknown): Outcome => ask(classify, { error })

/** The user's verdict. One that throws, or is none of the four, is reported and replaced by the default. */
const ask = (classify: Classify, result: CallResult): Outcome => {
  try {
    const outcome: unknown = classify(result)
    if (isOutcome(outcome)) return outcome
    report(new RangeError(`classify must return ${OUTCOMES}, got ${show(outcome)}`))
  } catch (error) {
    report(error)
  }
  return defaultClassify(result)
}
