import type { CircuitBreaker, CircuitBreakerConfig } from '@recloser/core'
import type { Makers } from '../harness/case.ts'
import * as peers from '../peers.ts'

const core = () => import('@recloser/core')

const used = async (breakers: CircuitBreaker[], calls: number): Promise<CircuitBreaker[]> => {
  const answer = async () => 1
  const fail = async () => {
    throw DOWN
  }
  for (const breaker of breakers) {
    for (let i = 0; i < calls; i += 1) await breaker.call(i % 10 === 0 ? fail : answer).catch(() => undefined)
  }
  return breakers
}
const DOWN = new Error('down')

const breakers = async (
  names: readonly string[],
  given?: CircuitBreakerConfig,
): Promise<CircuitBreaker[]> => {
  const { CircuitBreaker, resolveConfig } = await core()
  const config = resolveConfig(given)
  return names.map(name => new CircuitBreaker(name, config))
}

const guards = (guard: peers.Guard) => async (names: readonly string[]) => {
  const made: unknown[] = []
  for (const name of names) made.push(await guard(async () => name))
  return made
}

/** So many breakers, as many as there are names. */
export const cases: Makers = {
  nothing: names => [names.length],
  'recloser idle': names => breakers(names),
  'recloser used, count': async names => {
    const { lastCalls } = await core()
    const config = { failureWindow: lastCalls(100), measureDurations: false }
    return used(await breakers(names, config), 110)
  },
  'recloser used, time': async names => used(await breakers(names), 20),
  'recloser in a Map': async names => {
    const { CircuitBreaker, resolveConfig } = await core()
    const config = resolveConfig({})
    return new Map(names.map(name => [name, new CircuitBreaker(name, config)]))
  },
  'recloser create': async names => {
    const { CircuitBreakerManager } = await core()
    const manager = new CircuitBreakerManager({ maxBreakers: Infinity })
    for (const name of names) manager.create(name)
    return manager
  },
  'recloser getOrCreate': async names => {
    const { CircuitBreakerManager } = await core()
    const manager = new CircuitBreakerManager({ maxBreakers: Infinity })
    for (const name of names) manager.getOrCreate(name)
    return manager
  },
  'cockatiel consecutive': guards(peers.cockatielConsecutive),
  'cockatiel sampling': guards(peers.cockatielSampling),
  'opossum defaults': guards(peers.opossumDefaults),
  'mollitia count': guards(peers.mollitiaCount()),
}
