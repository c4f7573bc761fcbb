import type { Circuit, CircuitManager } from '@recloser/core'
import { untilDueMs, useView, type View } from './view.ts'

/**
 * A countdown: milliseconds until a call may be tried, in whole seconds rounded up; 0 from the moment when it may, while
 * closed too. `undefined` when nobody knows: there is no breaker of that name, or it is held open until somebody says so.
 *
 * It ticks once a second, at the full seconds left, while the breaker is open, the component mounted and the page visible.
 *
 * @throws Error without a provider above
 */
export function useRetryAfterMs(name: string): number | undefined {
  return useView('useRetryAfterMs', viewOfWait, name)
}

const viewOfWait = (manager: CircuitManager, name: string): View<number | undefined> => ({
  read: () => waitOf(manager.get(name)),
  dueInMs: () => untilNextSecondMs(untilDueMs(manager.get(name))),
})

/** Half-open without a free slot, the wait is not known, but a matter of moments; and no event tells of it. */
const waitOf = (breaker: Circuit | undefined): number | undefined => {
  if (!breaker?.isOpen) return breaker && 0
  const { retryAfterMs } = breaker
  return retryAfterMs && Math.ceil(retryAfterMs / 1_000) * 1_000
}

const untilNextSecondMs = (leftMs: number): number =>
  leftMs === Infinity ? Infinity : leftMs % 1_000 || 1_000
