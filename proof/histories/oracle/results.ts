import type { Outcome, ResolvedConfig } from '@recloser/core'
import type { Activity } from './activity.ts'

/** What a call of the closed circuit came to, and when. */
export interface Result {
  readonly at: number
  readonly outcome: Outcome
  readonly slow: boolean
}

/** What stands at the end of a row of results. */
interface Row {
  /** Failures since the last success or silence. */
  readonly run: number
  /** Page's CUSUM of failures at the rate that is allowed. */
  readonly excess: number
}

const afresh: Row = { run: 0, excess: 0 }

/** All results since the circuit closed, gone through anew each time; in a time window a silence starts a row afresh. */
export const rowOf = (
  results: readonly Result[],
  activity: Activity,
  now: number,
  config: ResolvedConfig,
): Row => {
  const isSilent = (since: number, until: number) =>
    config.failureWindow === false && activity.wasSilent(since, until, config.failureWindowMs)
  let row = afresh
  let before: number | undefined
  for (const { at, outcome } of results) {
    if (before !== undefined && isSilent(before, at)) row = afresh
    if (outcome === 'failure') row = { run: row.run + 1, excess: row.excess + 1 }
    if (outcome === 'success') row = { run: 0, excess: lessened(row.excess, config) }
    before = at
  }
  return before !== undefined && isSilent(before, now) ? afresh : row
}

/** A success takes what makes a rate of just the threshold stand still. */
const lessened = (excess: number, { failureRateThreshold: rate }: ResolvedConfig): number =>
  rate === false ? 0 : Math.max(0, excess - rate / (1 - rate))
