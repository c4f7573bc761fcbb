import { CircuitBreaker, CircuitBreakerManager, restore } from '@recloser/core'
import { createHttpBreakers } from '@recloser/core/http'
import type { Growing } from './growing.ts'

/** Where the quadratic begins to show, if work is: eight times as many are 128 000. */
export const MANY = 16_000

const breakerOf = (name: string, act: (size: number) => () => unknown, size = MANY): Growing => ({
  name,
  size,
  act,
})

/** A half-open breaker that lets so many probes through at once. */
const probed = (size: number): CircuitBreaker => {
  const breaker = new CircuitBreaker('growing', { halfOpenMaxCalls: size, successThreshold: 2 * size })
  breaker.pause(1e6)
  breaker.probeNow()
  // After its success as many as half-open allows.
  breaker.settle(breaker.acquire(), 'success')
  return breaker
}

const acquireAll = (breaker: CircuitBreaker, size: number) =>
  Array.from({ length: size }, () => breaker.acquire())

/** Each call ends in the order in which it began, and another takes its place. */
const relay = (breaker: CircuitBreaker, size: number) => () => {
  for (const permit of acquireAll(breaker, size)) {
    breaker.settle(permit, 'ignored')
    breaker.settle(breaker.acquire(), 'ignored')
  }
}

/** What use makes long: listeners, probes, calls in flight, snapshots. */
export const growingBreakers: readonly Growing[] = [
  breakerOf('listeners that leave in the order in which they came', size => () => {
    const breaker = new CircuitBreaker('growing')
    const undos = Array.from({ length: size }, () => breaker.on('settled', () => {}))
    for (const undo of undos) undo()
  }),
  // So many fit into the caches of a processor: how long it takes to reach the others says nothing of the work.
  breakerOf(
    'listeners of one event',
    size => {
      const breaker = new CircuitBreaker('growing')
      for (let count = 0; count < size; count += 1) breaker.on('settled', () => {})
      return () => breaker.settle(breaker.acquire(), 'success')
    },
    1_000,
  ),
  breakerOf('probes that settle in order', size => relay(probed(size + 1), size)),
  breakerOf('probes that settle in reverse', size => {
    const breaker = probed(size)
    return () => {
      for (const permit of acquireAll(breaker, size).reverse()) breaker.settle(permit, 'ignored')
    }
  }),
  breakerOf('calls in flight under a limit', size =>
    relay(new CircuitBreaker('growing', { maxInFlight: size + 1 }), size),
  ),
  breakerOf('entries of a snapshot', size => {
    const entry = { reason: 'forced', waitMs: 1e6, trips: 0, backoffMs: 0 }
    const breakers = Array.from({ length: size }, (_, index) => ({ ...entry, name: `host ${index}` }))
    return () => restore(new CircuitBreakerManager(), { version: 1, at: Date.now(), breakers })
  }),
  breakerOf('a snapshot with a name of dots', size => {
    const entry = { name: 'a.'.repeat(size), reason: 'forced', waitMs: 1e6, trips: 0, backoffMs: 0 }
    const { manager } = createHttpBreakers({ hosts: { '*.example.com': {}, '*': false } })
    return () => restore(manager, { version: 1, at: Date.now(), breakers: [entry] })
  }),
]
