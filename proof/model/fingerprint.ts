import type { CircuitBreakerStatus, ResolvedConfig } from '@recloser/core'
import { likeness } from './actions.ts'
import type { Ledger } from './ledger.ts'
import { excessOf, inWindow, runOf } from './reckoning.ts'

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
    known.state === 'half-open' && [known.successes, known.badProbes, known.slots],
    known.calls.map(call => likeness(call, known, config)).sort(),
    remembered(known, config),
  ])

/** What the rules may still ask of the window, of its row of results, and of the waits that were asked for. */
const remembered = (known: Ledger, config: ResolvedConfig): unknown[] => {
  const { now, askedUntil, quietSince, calls } = known
  const asked = Math.max(0, askedUntil - now)
  if (known.state !== 'closed') return [asked]
  const { failureThreshold, failureRateThreshold, failureExcess, slowCallMs, failureWindow } = config
  const isTimed = failureWindow === false
  const run = failureThreshold === false && asked === 0 ? 0 : runOf(known, config)
  const excess = excessOf(known, config)
  const quiet = isTimed && run + excess > 0 && calls.length === 0 ? now - quietSince : 0
  const row = [run, excess, quiet, run > 0 && asked]
  if (failureRateThreshold === false && failureExcess === false && slowCallMs === false) return row
  const held = inWindow(known, config).map(
    ({ at, outcome, slow }) => `${isTimed ? now - at : ''}${outcome === 'failure'}${slow}`,
  )
  return [...row, isTimed ? held.sort() : held]
}
