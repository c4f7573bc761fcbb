import type { CircuitBreakerStatus, CircuitManager } from '@recloser/core'
import { Readings } from './readings.ts'
import type { RefreshOptions } from './refresh.ts'
import { untilDueMs, useView, type View } from './view.ts'

/**
 * What all breakers of the manager are doing, in the order in which they were made. Renders anew as `useBreaker` does; the
 * status of a breaker that did not change stays the same object.
 *
 * @throws Error without a provider above
 * @throws RangeError when `refreshMs` is no interval
 */
export function useBreakers(options: RefreshOptions = {}): readonly CircuitBreakerStatus[] {
  return useView('useBreakers', viewOfAll, undefined, options.refreshMs)
}

const viewOfAll = (manager: CircuitManager): View<readonly CircuitBreakerStatus[]> => {
  const readings = new Readings()
  let last: readonly CircuitBreakerStatus[] = []
  return {
    read: () => {
      const next = Array.from(manager, breaker => readings.of(breaker))
      if (next.length !== last.length || next.some((status, index) => status !== last[index])) last = next
      return last
    },
    dueInMs: () => Math.min(...Array.from(manager, untilDueMs)),
    renew: () => readings.renew(),
  }
}
