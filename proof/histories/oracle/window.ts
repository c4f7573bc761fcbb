import type { Counts, ResolvedConfig } from '@recloser/core'
import type { Activity } from './activity.ts'
import { type Result, rowOf } from './results.ts'

/**
 * The window is so many tenths of its length, this one and the nine before: what ended in them counts. So a result
 * counts for nine tenths of the window at least, and for no longer than the window.
 */
const tenthOf = (at: number, windowMs: number): number => Math.floor((at / windowMs) * 10)

/** Successes, failures, and what the caller gave up so late that it was slow. */
const isCounted = ({ outcome, slow }: Result): boolean =>
  outcome === 'success' || outcome === 'failure' || (outcome === 'ignored' && slow)

/** What the window holds of all results since the circuit closed: kept every one, counted anew every time. */
export const countsOf = (
  results: readonly Result[],
  activity: Activity,
  now: number,
  config: ResolvedConfig,
): Counts => {
  const { failureWindowMs, failureWindow, failureExcess } = config
  const counted = results.filter(isCounted)
  const held = failureWindow
    ? counted.slice(-failureWindow.calls)
    : counted.filter(({ at }) => tenthOf(now, failureWindowMs) - tenthOf(at, failureWindowMs) < 10)
  const { run, excess } = rowOf(results, activity, now, config)
  return {
    calls: held.length,
    failures: held.filter(({ outcome }) => outcome === 'failure').length,
    slow: held.filter(({ slow }) => slow).length,
    run,
    excess: failureExcess === false ? 0 : excess,
  }
}

/** The rule that the counts break. */
export const ruleBroken = (counts: Counts, config: ResolvedConfig): string | undefined => {
  const { calls, failures, slow, run, excess } = counts
  const { failureThreshold, failureRateThreshold, failureExcess, slowCallMs, slowCallRateThreshold } = config
  const fewest = Math.min(
    config.minRequestsForRate,
    config.failureWindow ? config.failureWindow.calls : Infinity,
  )
  const isEnough = calls >= fewest
  if (failureThreshold !== false && run >= failureThreshold) return 'failure-threshold'
  if (failureRateThreshold !== false && isEnough && failures / calls >= failureRateThreshold)
    return 'failure-rate'
  if (failureExcess !== false && excess >= failureExcess + 2 * Math.log2(1 + calls / 20))
    return 'failure-excess'
  return slowCallMs !== false && isEnough && slow / calls >= slowCallRateThreshold
    ? 'slow-call-rate'
    : undefined
}
