import type { CircuitBreakerStatus, ResolvedConfig } from '@recloser/core'
import { likeness } from './actions.ts'
import type { Ledger } from './ledger.ts'
import { inWindow, runOf } from './reckoning.ts'

// From the third trip on the model's backoff is at its cap.
const MOST_TRIPS = 3

/**
 * The state without its past: two worlds with the same fingerprint have the same future, so one of them is enough.
 * Times are distances, calls that are alike are interchangeable, and totals decide nothing.
 */
export const fingerprint = (status: CircuitBreakerStatus, known: Ledger, config: ResolvedConfig): string =>
  JSON.stringify([
    status.state,
    known.state,
    status.forced,
    status.retryAfterMs,
    status.currentBackoffMs,
    Math.min(known.trips, MOST_TRIPS),
    known.state === 'half-open' && [known.successes, known.slots],
    known.calls.map(call => likeness(call, known)).sort(),
    remembered(known, config),
  ])

/** What the rules may still ask of the window. */
const remembered = (known: Ledger, config: ResolvedConfig): unknown[] => {
  if (known.state !== 'closed') return []
  const { now, results } = known
  const { failureThreshold, failureRateThreshold, slowCallMs, failureWindow } = config
  const isTimed = failureWindow === false
  const run = failureThreshold === false ? 0 : runOf(known, config)
  const lastFailure = results.findLast(({ failed }) => failed)
  const age = isTimed && run > 0 && lastFailure !== undefined ? now - lastFailure.at : 0
  if (failureRateThreshold === false && slowCallMs === false) return [run, age]
  const held = inWindow(known, config).map(
    ({ at, failed, slow }) => `${isTimed ? now - at : ''}${failed}${slow}`,
  )
  return [run, age, isTimed ? held.sort() : held]
}
