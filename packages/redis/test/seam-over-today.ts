import {
  type CircuitBreaker,
  type CircuitBreakerManager,
  type Outcome,
  type Permit,
  REJECTED,
  wake,
} from '@recloser/core'
import type { Lessor, SharedBreaker, SharedManager, Tell } from '../src/seam.ts'

/** The seam that core is to have, on top of its public API of today; and `admit`, which asks the lessor. */
export interface SeamOverToday extends SharedManager {
  /** A promise only in half-open where a lessor has a say. */
  admit(name: string): Permit | Promise<Permit>
  settle(name: string, permit: Permit, outcome: Outcome, retryAfterMs?: number): void
}

/** A run of failures that is worth a suspicion: so many, over so long. */
const SUSPICIOUS = { failures: 3, ms: 1_000 }

export function seamOverToday(manager: CircuitBreakerManager): SeamOverToday {
  const lessors = new Map<string, Lessor>()
  const tells = new Map<Permit, Tell>()
  const runs = new Map<string, { count: number; since: number; isTold: boolean }>()
  const suspected = new Set<(event: { name: string }) => void>()

  manager.on('settled', ({ name, outcome, late }) => {
    if (late || outcome === 'ignored' || outcome === 'throttled') return
    const breaker = manager.get(name)
    if (outcome === 'success' || breaker === undefined) {
      runs.delete(name)
      return
    }
    const now = breaker.config.clock.now()
    const run = runs.get(name) ?? { count: 0, since: now, isTold: false }
    runs.set(name, run)
    run.count += 1
    if (run.isTold || run.count < SUSPICIOUS.failures || now - run.since < SUSPICIOUS.ms) return
    run.isTold = true
    for (const listener of [...suspected]) listener({ name })
  })

  const shared = (breaker: CircuitBreaker): SharedBreaker => ({
    name: breaker.name,
    config: breaker.config,
    get state() {
      return breaker.state
    },
    getStatus: () => breaker.getStatus(),
    pause(forMs) {
      // Today a pause makes of an own wait one that was asked for, which `wake` does not end: the lessor holds it instead.
      if (breaker.state === 'open' && breaker.getStatus().reason !== 'shared') return
      breaker.pause(forMs, 'shared')
    },
    probeNow: () => breaker.probeNow(),
    wake: () => wake(breaker),
    leaseProbes(lessor) {
      lessors.set(breaker.name, lessor)
      return () => {
        if (lessors.get(breaker.name) === lessor) lessors.delete(breaker.name)
      }
    },
  })

  const acquire = (breaker: CircuitBreaker, tell?: Tell): Permit => {
    const permit = breaker.acquire()
    if (permit === REJECTED) tell?.('ignored')
    else if (tell !== undefined) tells.set(permit, tell)
    return permit
  }

  return {
    get: name => {
      const breaker = manager.get(name)
      return breaker && shared(breaker)
    },
    *[Symbol.iterator]() {
      for (const breaker of manager) yield shared(breaker)
    },
    on(type, listener) {
      if (type !== 'suspected') return manager.on(type as 'transition', listener)
      suspected.add(listener as never)
      return () => void suspected.delete(listener as never)
    },
    admit(name) {
      const breaker = manager.getOrCreate(name)
      const lease = breaker.state === 'half-open' ? lessors.get(name)?.() : undefined
      if (lease === undefined) return acquire(breaker)
      return lease.then(tell => (tell === undefined ? REJECTED : acquire(breaker, tell)))
    },
    settle(name, permit, outcome, retryAfterMs) {
      manager.get(name)?.settle(permit, outcome, undefined, retryAfterMs)
      tells.get(permit)?.(outcome)
      tells.delete(permit)
    },
  }
}
