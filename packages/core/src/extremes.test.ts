import { CircuitBreakerManager, type ManagerSnapshot, type Permit, restore, shutdown } from '@recloser/core'
import { describe, expect, it } from 'vitest'
import { harness } from '../test/harness.ts'

const HOUR = 3_600_000

describe('a long outage', () => {
  it('lengthens the period with each of twenty trips, up to the cap and no sooner', () => {
    const { breaker, fail, advance } = harness({
      failureThreshold: 1,
      openDurationMs: 1,
      maxBackoffMs: 2 ** 19,
    })
    const periods: number[] = []
    for (let trip = 0; trip < 21; trip += 1) {
      fail()
      periods.push(breaker.retryAfterMs ?? 0)
      advance(breaker.retryAfterMs ?? 0)
    }
    expect(periods).toEqual([...Array.from({ length: 20 }, (_, trip) => 2 ** trip), 2 ** 19])
  })
})

describe('hundreds of probes', () => {
  const many = 300

  it('are all known when they settle, in whatever order', () => {
    const { breaker, advance, trip } = harness({ halfOpenMaxCalls: many, successThreshold: many })
    trip()
    advance(60_000)
    const probes = Array.from({ length: many }, () => breaker.acquire())
    for (const probe of probes.slice(1).reverse()) breaker.settle(probe, 'success')
    expect(breaker.state).toBe('half-open')
    breaker.settle(probes[0] as Permit, 'success')
    expect(breaker.state).toBe('closed')
    expect(breaker.getStatus().metrics).toMatchObject({ successes: many, late: 0 })
  })

  it('that hung and gave their slots away still count', () => {
    const { breaker, advance, trip } = harness({ halfOpenMaxCalls: 1, successThreshold: many })
    trip()
    advance(60_000)
    const probes = Array.from({ length: many }, () => {
      const probe = breaker.acquire()
      advance(30_000)
      return probe
    })
    for (const probe of probes) breaker.settle(probe, 'success')
    expect(breaker.state).toBe('closed')
  })
})

describe('an operator whose order ends a period that was over', () => {
  // Who hears that the period has ended may act before the operator's own order is carried out.
  const overdue = () => {
    const all = harness({ failureThreshold: 1 })
    all.fail()
    all.advance(60_000)
    return all
  }

  it('opens nothing that a listener has shut down meanwhile', () => {
    const { breaker, moves } = overdue()
    breaker.on('transition', ({ reason }) => reason === 'due' && shutdown(breaker))
    breaker.forceClose()
    expect(breaker.getStatus()).toMatchObject({ state: 'open', forced: true, reason: 'shutdown' })
    expect(moves().slice(1)).toEqual(['open>half-open due', 'half-open>open shutdown'])
  })

  it('neither shortens nor frees what a listener has forced meanwhile', () => {
    const { breaker } = overdue()
    breaker.on('transition', ({ reason }) => reason === 'due' && breaker.forceOpen({ forMs: HOUR }))
    breaker.pause(1_000)
    expect(breaker.getStatus()).toMatchObject({ state: 'open', forced: true, retryAfterMs: HOUR })
  })
})

describe('restore over a circuit that is open', () => {
  /** A breaker that has tripped so often, open for so long yet, once a snapshot with an outage of its own is restored over it. */
  const restoredOver = (
    own: { trips: number },
    other: { trips: number; backoffMs: number; waitMs: number },
  ) => {
    const clock = { time: 0, now: () => clock.time }
    const config = { clock, jitter: 0, failureThreshold: 1, openDurationMs: 1_000, maxBackoffMs: HOUR }
    const manager = new CircuitBreakerManager({ defaults: config })
    const breaker = manager.getOrCreate('payments')
    for (let trip = 0; trip < own.trips; trip += 1) {
      clock.time += breaker.retryAfterMs ?? 0
      breaker.settle(breaker.acquire(), 'failure')
    }
    const entry = { name: 'payments', reason: 'failure-rate', ...other }
    const snapshot: ManagerSnapshot = { version: 1, at: 0, breakers: [entry] }
    expect(restore(manager, snapshot, 0)).toBe(1)
    const { currentBackoffMs } = breaker.getStatus()
    clock.time += breaker.retryAfterMs ?? 0
    breaker.settle(breaker.acquire(), 'failure')
    return { currentBackoffMs, next: breaker.getStatus().currentBackoffMs }
  }

  it('takes over the trips of the longer outage: the next period is longer by one trip more', () => {
    const other = { trips: 5, backoffMs: 16_000, waitMs: 9_000 }
    expect(restoredOver({ trips: 1 }, other)).toEqual({ currentBackoffMs: 16_000, next: 32_000 })
  })

  it('keeps its own trips where they are more', () => {
    const other = { trips: 1, backoffMs: 1_000, waitMs: 9_000 }
    expect(restoredOver({ trips: 4 }, other)).toEqual({ currentBackoffMs: 8_000, next: 16_000 })
  })
})
