import type { Periods } from '../protocol/calls.ts'
import type { SharedBreaker, SharedConfig } from '../seam.ts'

/** Calls of a breaker that settled in time. */
export interface Totals {
  readonly failures: number
  readonly calls: number
}

export const totalsOf = (breaker: SharedBreaker): Totals => {
  const { successes, failures } = breaker.getStatus().metrics
  return { failures, calls: successes + failures }
}

/** What came since; from zero where the totals were reset in between. */
export const since = (before: Totals, now: Totals): Totals =>
  now.calls < before.calls || now.failures < before.failures
    ? now
    : { failures: now.failures - before.failures, calls: now.calls - before.calls }

/** How long the breaker opens, as the store needs it: whole milliseconds. */
export const periodsOf = (config: SharedConfig): Periods => ({
  openMs: Math.ceil(config.openDurationMs),
  multiplier: config.exponentialBackoff ? config.backoffMultiplier : 1,
  longestMs: Math.ceil(Math.max(config.openDurationMs, config.maxBackoffMs)),
})

/** By which rate the instances vote. A breaker that judges no rate votes by the default. */
export const rateOf = ({ failureRateThreshold }: SharedConfig): number =>
  failureRateThreshold === false ? 0.5 : failureRateThreshold
