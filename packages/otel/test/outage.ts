import { type CircuitBreaker, CircuitBreakerManager } from '@recloser/core'
import { type ManualClock, manualClock } from '@recloser/testing'

export const failing = 'api.example.com:8443'

/** A manager on a clock of its own, and what happens to its breakers. */
export interface Scene {
  readonly clock: ManualClock
  readonly manager: CircuitBreakerManager
  succeed(name: string, calls?: number): void
  fail(name: string, calls?: number): void
  /** Calls that an open circuit refuses. */
  refuse(name: string, calls: number): void
}

export const createScene = (maxBreakers = 2_000): Scene => {
  const clock = manualClock()
  const manager = new CircuitBreakerManager({
    maxBreakers,
    defaults: { clock, jitter: 0, failureThreshold: 3, openDurationMs: 20_000, successThreshold: 1 },
  })
  const settle = (breaker: CircuitBreaker, outcome: 'success' | 'failure') =>
    breaker.settle(breaker.acquire(), outcome, 5)
  const many = (calls: number, call: () => void) => {
    for (let made = 0; made < calls; made += 1) call()
  }
  return {
    clock,
    manager,
    succeed: (name, calls = 1) => many(calls, () => settle(manager.getOrCreate(name), 'success')),
    fail: (name, calls = 3) => many(calls, () => settle(manager.getOrCreate(name), 'failure')),
    refuse: (name, calls) => many(calls, () => manager.getOrCreate(name).acquire()),
  }
}

/** A host fails, is spared, recovers, fails again and is still open; another is fine; a third is held open by hand. */
export const playOutage = ({ clock, manager, succeed, fail, refuse }: Scene): void => {
  succeed('GET shop.example.com/items/:id', 40)
  succeed(failing, 7)
  fail(failing)
  refuse(failing, 11)
  clock.advance(20_000)
  succeed(failing)
  fail(failing)
  refuse(failing, 5)
  manager.create('payments').forceOpen({ reason: 'a word of the operator' })
  refuse('payments', 2)
}
