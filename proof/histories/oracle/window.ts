import type { Counts, ResolvedConfig } from '@recloser/core'

/** A result, and when it came. */
export interface Result {
  readonly at: number
  readonly failed: boolean
  readonly slow: boolean
}

/**
 * The window is so many tenths of its length, this one and the nine before: what ended in them counts. So a result
 * counts for nine tenths of the window at least, and for no longer than the window.
 */
const tenthOf = (at: number, windowMs: number): number => Math.floor((at / windowMs) * 10)

/** What the window holds of all results since the circuit closed: kept every one, counted anew every time. */
export const countsOf = (results: readonly Result[], now: number, config: ResolvedConfig): Counts => {
  const { failureWindowMs, failureWindow } = config
  const held = failureWindow
    ? results.slice(-failureWindow.calls)
    : results.filter(({ at }) => tenthOf(now, failureWindowMs) - tenthOf(at, failureWindowMs) < 10)
  return {
    calls: held.length,
    failures: held.filter(({ failed }) => failed).length,
    slow: held.filter(({ slow }) => slow).length,
    run: runOf(results, now, failureWindow ? Infinity : failureWindowMs),
  }
}

/** Failures in a row; in a time window a silence longer than the window starts the run anew. */
const runOf = (results: readonly Result[], now: number, windowMs: number): number => {
  const isSilence = (from: number, to: number) => to - from > windowMs
  let run = 0
  let next = now
  for (const { at, failed } of results.toReversed()) {
    if (!failed || isSilence(at, next)) return run
    run += 1
    next = at
  }
  return run
}

/** The rule that the counts break. */
export const ruleBroken = (counts: Counts, config: ResolvedConfig): string | undefined => {
  const { calls, failures, slow, run } = counts
  const { failureThreshold, failureRateThreshold, slowCallMs, slowCallRateThreshold } = config
  const fewest = Math.min(
    config.minRequestsForRate,
    config.failureWindow ? config.failureWindow.calls : Infinity,
  )
  if (failureThreshold !== false && run >= failureThreshold) return 'failure-threshold'
  if (calls < fewest) return undefined
  if (failureRateThreshold !== false && failures / calls >= failureRateThreshold) return 'failure-rate'
  return slowCallMs !== false && slow / calls >= slowCallRateThreshold ? 'slow-call-rate' : undefined
}
