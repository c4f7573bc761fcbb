import { CircuitBreaker, type CircuitBreakerConfig, lastCalls, resolveConfig } from '@recloser/core'

/** Never run: this file need only compile. */
export const types = async (): Promise<void> => {
  const byTime: CircuitBreakerConfig = { failureWindowMs: 1_000 }
  const byCalls: CircuitBreakerConfig = { failureWindow: lastCalls(100) }
  // @ts-expect-error a window of calls is made by lastCalls
  const bare: CircuitBreakerConfig = { failureWindow: 100 }
  // @ts-expect-error a typo is no field
  const typo: CircuitBreakerConfig = { failureTreshold: 3 }
  const spread: CircuitBreakerConfig = { ...resolveConfig(byTime), jitter: 0 }

  const breaker = new CircuitBreaker('payments', byCalls)
  const sum: number = await breaker.call((left: number, right: number) => left + right, 1, 2)
  // @ts-expect-error the arguments are the function's
  await breaker.call((left: number) => left, 'one')
  // @ts-expect-error the configuration is read-only
  breaker.config.jitter = 0

  const load = breaker.wrap(async (id: number) => `user ${id}`)
  const user: string = await load(7)
  const loadOr = breaker.wrap(async (id: number) => `user ${id}`, { fallback: (_rejection, id) => id })
  const userOrId: string | number = await loadOr(7)
  // @ts-expect-error a fallback may answer with something else
  const onlyUser: string = await loadOr(7)

  breaker.on('settled', ({ outcome, late }) => [outcome, late])
  // @ts-expect-error there is no such event
  breaker.on('trip', () => undefined)
  breaker.onTrip(async (name, state, { counts }) => [name, state, counts.failures])
  void [bare, typo, spread, sum, user, userOrId, onlyUser]
}
