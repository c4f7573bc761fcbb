import type { CircuitBreaker } from './circuit-breaker.ts'
import type { CircuitBreakerStatus } from './status.ts'

/** All breakers of a manager at one moment. */
export interface SystemStatus {
  readonly total: number
  readonly closed: number
  readonly open: number
  readonly halfOpen: number
  /** How often `getOrCreate` found no room, and answered with a breaker that guards nothing. */
  readonly unguarded: number
  readonly openBreakers: readonly string[]
  readonly breakers: readonly CircuitBreakerStatus[]
}

export const systemStatusOf = (all: Iterable<CircuitBreaker>, unguarded: number): SystemStatus => {
  const breakers = Array.from(all, breaker => breaker.getStatus())
  const openBreakers = breakers.filter(({ state }) => state === 'open').map(({ name }) => name)
  const halfOpen = breakers.filter(({ state }) => state === 'half-open').length
  const total = breakers.length
  const open = openBreakers.length
  return { total, closed: total - open - halfOpen, open, halfOpen, unguarded, openBreakers, breakers }
}
