import { isCircuitBreakerError } from './errors.ts'
import { report } from './report.ts'
import type { CallResult, Classify, Outcome } from './types.ts'
import { DEV, show } from './words.ts'

/** The four, as error messages list them. */
export const OUTCOMES: string = DEV ? 'success, failure, ignored or throttled' : ''

// Compared one by one, since every call that settles is asked: searching a list takes longer than all the rest.
export const isOutcome = (value: unknown): value is Outcome =>
  value === 'success' || value === 'failure' || value === 'ignored' || value === 'throttled'

/**
 * The default verdict: what is thrown is a failure, unless it says that the caller gave up or that another breaker rejected,
 * itself or along its causes. A time-out is a failure, however it was called off.
 */
export const defaultClassify: Classify = result => {
  if (!('error' in result)) return 'success'
  const { error } = result
  const isIgnored =
    someCause(error, isCircuitBreakerError) || (someCause(error, isCancellation) && !isTimeOut(error))
  return isIgnored ? 'ignored' : 'failure'
}

/** Whether an error, or the reason of a signal, says that time was up. */
export const isTimeOut = (error: unknown): boolean =>
  someCause(error, cause => says(cause, /TimeoutError|ETIMEDOUT/))

const isCancellation = (error: unknown): boolean =>
  says(error, /\b(Abort|Cancel(l?ed)?|APIUserAbort)Error\b|ERR_CANCELED|ABORT_ERR/)

/** By name, code or class, since errors come from other realms and libraries: of platforms, of axios, of SDKs. */
const says = (error: unknown, words: RegExp): boolean => {
  const { name, code, constructor: kind } = Object(error) as ErrorLike
  return words.test([name, code, kind?.name].map(String).join(' '))
}

interface ErrorLike {
  readonly name?: unknown
  readonly code?: unknown
  readonly cause?: unknown
  readonly constructor?: { readonly name?: unknown } | undefined
}

/** Whether the error or one of its causes is so. Bounded, since causes may go round in a circle. */
export const someCause = (error: unknown, isSo: (error: unknown) => boolean, depth = 5): boolean => {
  try {
    return (
      Boolean(error) && (isSo(error) || (depth > 1 && someCause((error as ErrorLike).cause, isSo, depth - 1)))
    )
  } catch {
    // An error that throws when it is looked at, as a revoked proxy does.
    return false
  }
}

/** The user's verdict. One that throws, or is none of the four, is replaced by the default, and reported once for each function. */
export const judge = (classify: Classify, result: CallResult): Outcome => {
  try {
    const outcome: unknown = classify(result)
    if (isOutcome(outcome)) return outcome
    report(
      new RangeError(DEV ? `classify must return ${OUTCOMES}, got ${show(outcome)}` : 'classify'),
      classify,
    )
    // A promise of an outcome comes too late; that it may reject must not end the process.
    Promise.resolve(outcome).catch(() => {})
  } catch (error) {
    report(error, classify)
  }
  return defaultClassify(result)
}
