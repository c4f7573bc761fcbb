import type { CircuitBreakerStatus, CircuitManager } from '@recloser/core'
import { Readings } from './readings.ts'
import type { RefreshOptions } from './refresh.ts'
import { untilDueMs, useView, type View } from './view.ts'

/**
 * What one breaker is doing; `undefined` while there is none of that name.
 *
 * The component renders anew when the breaker's state changes, also when it does so by time alone, since the open period is
 * over; and when the breaker comes or goes. Calls are no reason: the numbers are those of that moment, unless `refreshMs`
 * asks for more. `useRetryAfterMs` counts the wait down.
 *
 * @throws Error without a provider above
 * @throws RangeError when `refreshMs` is no interval
 */
export function useBreaker(name: string, options: RefreshOptions = {}): CircuitBreakerStatus | undefined {
  return useView('useBreaker', viewOfOne, name, options.refreshMs)
}

const viewOfOne = (manager: CircuitManager, name: string): View<CircuitBreakerStatus | undefined> => {
  const readings = new Readings()
  return {
    read: () => {
      const breaker = manager.get(name)
      return breaker && readings.of(breaker)
    },
    dueInMs: () => untilDueMs(manager.get(name)),
    renew: () => readings.renew(),
  }
}
