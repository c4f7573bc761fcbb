import type { Counts, ResolvedConfig, TransitionReason, TripReason, TripRule } from './types.ts'

/** The first rule that the counts break, or none. The rules are OR-ed; each can be `false`. */
export const tripReason = (counts: Counts, config: ResolvedConfig): TripRule | undefined => {
  const {
    failureThreshold,
    failureRateThreshold,
    failureExcess,
    failureWindow,
    slowCallMs,
    slowCallRateThreshold,
  } = config
  // A count window that holds fewer than the minimum is judged when it is full, or it never would be.
  const isJudged =
    counts.calls >= Math.min(config.minRequestsForRate, failureWindow ? failureWindow.calls : Infinity)
  const reaches = (part: number, rate: number) => isJudged && part / counts.calls >= rate

  if (failureThreshold && counts.run >= failureThreshold) return 'failure-threshold'
  if (failureRateThreshold && reaches(counts.failures, failureRateThreshold)) return 'failure-rate'
  if (failureExcess && counts.excess >= excessNeeded(failureExcess, counts)) return 'failure-excess'
  if (slowCallMs && reaches(counts.slow, slowCallRateThreshold)) return 'slow-call-rate'
  return undefined
}

/** What the excess must reach: more with traffic, so that false trips stay as rare by the hour however busy a host is. */
export const excessNeeded = (base: number, { calls }: Counts): number => base + 2 * Math.log2(1 + calls / 20)

/** Whether a call lasted too long. */
export const isSlowCall = (durationMs: number | undefined = 0, { slowCallMs }: ResolvedConfig): boolean =>
  slowCallMs !== false && durationMs >= slowCallMs

const TRIPS: readonly TransitionReason[] = [
  'failure-threshold',
  'failure-rate',
  'failure-excess',
  'slow-call-rate',
  'probe-failed',
  'probe-slow',
] satisfies TripReason[]

/** Whether the reason is that of a rule: no operator's words may be. */
export const isTrip = (reason: TransitionReason): boolean => TRIPS.includes(reason)
