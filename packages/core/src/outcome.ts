import { isCircuitBreakerError } from './errors.ts'
import { report } from './report.ts'
import type { CallResult, Classify, Outcome } from './types.ts'
import { DEV, show } from './words.ts'

/** The four, as error messages list them. */
export const OUTCOMES: string = 'success, failure, ignored or throttled'

// Compared one by one, since every call that settles is asked: searching a list takes longer than all the rest.
export const isOutcome = (value: unknown): value is Outcome =>
  value === 'success' || value === 'failure' || value === 'ignored' || value === 'throttled'

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

/** The user's verdict. One that throws, or is none of the four, is reported and replaced by the default. */
export const judge = (classify: Classify, result: CallResult): Outcome => {
  try {
    const outcome: unknown = classify(result)
    if (isOutcome(outcome)) return outcome
    report(new RangeError(DEV ? `classify must return ${OUTCOMES}, got ${show(outcome)}` : 'classify'))
  } catch (error) {
    report(error)
  }
  return defaultClassify(result)
}
