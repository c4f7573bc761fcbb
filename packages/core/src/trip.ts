import type { ResolvedConfig } from './config.ts'
import type { Outcome } from './outcome.ts'

/** A reading of the sliding window. */
export interface Counts {
  /** Calls in the window that settled as success or failure. */
  readonly calls: number
  /** How many of them failed. */
  readonly failures: number
  /** How many of them lasted `slowCallMs` or longer, successes too. */
  readonly slow: number
  /** Failures in a row up to now. */
  readonly run: number
}

/** The rules that open a closed circuit. */
export type TripRule = 'failure-threshold' | 'failure-rate' | 'slow-call-rate'

/** The first rule that the counts break, or none. The rules are OR-ed; each can be `false`. */
export const tripReason = (counts: Counts, config: ResolvedConfig): TripRule | undefined => {
  const { failureThreshold, failureRateThreshold, slowCallMs, slowCallRateThreshold } = config
  // A count window that holds fewer than the minimum is judged when it is full, or it never would be.
  const isJudged = counts.calls >= Math.min(config.minRequestsForRate, config.failureWindowCalls || Infinity)
  const reaches = (part: number, rate: number) => isJudged && part / counts.calls >= rate

  if (failureThreshold !== false && counts.run >= failureThreshold) return 'failure-threshold'
  if (failureRateThreshold !== false && reaches(counts.failures, failureRateThreshold)) return 'failure-rate'
  if (slowCallMs !== false && reaches(counts.slow, slowCallRateThreshold)) return 'slow-call-rate'
  return undefined
}

/** Whether a call lasted too long, a success too. What is ignored or throttled is never slow. */
export const isSlowCall = (
  outcome: Outcome,
  durationMs: number | undefined,
  config: ResolvedConfig,
): boolean =>
  config.slowCallMs !== false &&
  durationMs !== undefined &&
  durationMs >= config.slowCallMs &&
  (outcome === 'success' || outcome === 'failure')
