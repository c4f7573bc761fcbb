import { type CircuitBreakerStatus, type CircuitManager, toSnapshot } from '@recloser/core'
import { createHttpBreakers } from '@recloser/core/http'
import {
  type BreakerProviderProps,
  useBreaker,
  useBreakerManager,
  useBreakers,
  useRetryAfterMs,
} from '@recloser/react'

/** Never run: this file need only compile. */
export const types = (): void => {
  const breakers = createHttpBreakers()
  const given: BreakerProviderProps = { manager: breakers.manager, snapshot: toSnapshot(breakers.manager) }
  // @ts-expect-error it is their manager that is wanted
  const mistaken: BreakerProviderProps = { manager: breakers }
  // @ts-expect-error nothing can be shown without a manager
  const empty: BreakerProviderProps = {}

  const status: CircuitBreakerStatus | undefined = useBreaker('api', { refreshMs: 500 })
  // @ts-expect-error there may be no breaker of that name
  const { state } = useBreaker('api')
  // @ts-expect-error a typo is no option
  useBreaker('api', { refreshMS: 500 })
  const all: readonly CircuitBreakerStatus[] = useBreakers()
  // @ts-expect-error the list is React's to compare: nobody turns it round in place
  all.reverse()
  const waitMs: number | undefined = useRetryAfterMs('api')
  const manager: CircuitManager = useBreakerManager()
  void [given, mistaken, empty, status, state, waitMs, manager]
}
