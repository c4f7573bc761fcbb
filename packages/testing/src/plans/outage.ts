import { networkError, ok } from '../outcomes.ts'
import { type Plan, requireOutcome } from '../plan.ts'
import type { ServerOutcome } from '../server-outcome.ts'

/** When the outage is, and what it looks like. */
export interface OutageOptions {
  /** Read once a request; `manualClock()` in a test, `performance` in a demo. */
  clock: { now(): number }
  /** What requests get within a window. @default networkError */
  outcome?: ServerOutcome
  /** What they get before, between and after. @default ok */
  otherwise?: ServerOutcome
}

/**
 * Lets every request fail within windows of time: `outage([[1_000, 6_000]], { clock })`.
 * A window is [from, to) on the clock, in milliseconds; `to` may be `Infinity`.
 *
 * @throws RangeError for a window that is empty or no pair of numbers
 */
export function outage(
  windows: readonly (readonly [from: number, to: number])[],
  options: OutageOptions,
): Plan {
  const { clock, outcome = networkError, otherwise = ok } = options
  if (typeof clock?.now !== 'function') throw new TypeError('clock must have a method now()')
  const closed = windows.map(([from, to]) => {
    if (!(from < to)) throw new RangeError(`an outage must end after it begins, got [${from}, ${to}]`)
    return { from, to }
  })
  const fault = requireOutcome('outcome', outcome)
  const calm = requireOutcome('otherwise', otherwise)
  return () => {
    const now = clock.now()
    return closed.some(({ from, to }) => now >= from && now < to) ? fault : calm
  }
}
