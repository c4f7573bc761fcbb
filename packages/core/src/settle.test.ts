import { REJECTED, wake } from '@recloser/core'
import { describe, expect, it, vi } from 'vitest'
import { harness } from '../test/harness.ts'

describe('a result that comes late', () => {
  it.each(['failure', 'throttled'] as const)('lengthens an open period by the wait of a %s', outcome => {
    const { breaker, trip } = harness()
    const heard = vi.fn()
    breaker.on('rescheduled', heard)
    const late = breaker.acquire()
    trip()
    breaker.settle(late, outcome, 0, 90_000)
    expect(breaker.retryAfterMs).toBe(90_000)
    expect(heard).toHaveBeenCalledExactlyOnceWith({
      name: 'payments',
      reason: 'throttled',
      retryAfterMs: 90_000,
    })
  })

  it.each(['success', 'ignored'] as const)('lengthens nothing where it is a %s', outcome => {
    const { breaker, trip } = harness()
    const late = breaker.acquire()
    trip()
    breaker.settle(late, outcome, 0, 90_000)
    expect(breaker.retryAfterMs).toBe(60_000)
  })

  it.each([5_000, 60_000])('says nothing of a wait of %i ms that ends no later', waitMs => {
    const { breaker, trip } = harness()
    const heard = vi.fn()
    const late = breaker.acquire()
    trip()
    breaker.on('rescheduled', heard)
    breaker.settle(late, 'throttled', 0, waitMs)
    expect(breaker.retryAfterMs).toBe(60_000)
    expect(heard).not.toHaveBeenCalled()
  })

  it('leaves what an operator holds open for a time to the operator', () => {
    const { breaker } = harness()
    const late = breaker.acquire()
    breaker.forceOpen({ forMs: 10_000 })
    breaker.settle(late, 'throttled', 0, 90_000)
    expect(breaker.retryAfterMs).toBe(10_000)
  })

  it('opens no circuit whose period is over', () => {
    const { breaker, trip, advance } = harness()
    const late = breaker.acquire()
    trip()
    advance(60_000)
    breaker.settle(late, 'throttled', 0, 90_000)
    expect(breaker.state).toBe('half-open')
    expect(breaker.retryAfterMs).toBe(0)
  })

  it('leaves a closed circuit as it is: it goes on to judge', () => {
    const { breaker, trip } = harness()
    const late = breaker.acquire()
    breaker.forceClose()
    breaker.settle(late, 'throttled', 0, 90_000)
    expect(breaker.state).toBe('closed')
    trip()
    expect(breaker.state).toBe('open')
  })

  it('is a sign of life, as one that is throttled is', () => {
    const { breaker, fail, throttle, advance } = harness({ failureRateThreshold: false })
    const late = breaker.acquire()
    breaker.forceClose()
    fail()
    advance(60_000)
    breaker.settle(late, 'ignored')
    advance(59_000)
    fail()
    expect(breaker.getStatus().failureCount).toBe(2)
    advance(60_000)
    throttle(1_000)
    advance(1)
    expect(breaker.getStatus().failureCount).toBe(2)
  })
})

describe('a probe', () => {
  it('keeps a run alive, as any call that was under way', () => {
    const { breaker, trip, succeed, advance } = harness()
    trip()
    advance(60_000)
    succeed()
    expect(breaker.getStatus().failureCount).toBe(5)
    advance(1)
    expect(breaker.getStatus().failureCount).toBe(5)
  })
})

describe('a wait that was asked for', () => {
  it('by the one failure of a run holds when another call is throttled', () => {
    const { breaker, fail, throttle } = harness()
    fail(1, 240_000)
    throttle(1_000)
    expect(breaker.retryAfterMs).toBe(240_000)
  })
})

describe('the totals', () => {
  it('take no throttled call for slow, however long it took', () => {
    const { breaker } = harness({ slowCallMs: 100 })
    breaker.settle(breaker.acquire(), 'throttled', 5_000)
    expect(breaker.getStatus().metrics).toMatchObject({ throttled: 1, slow: 0 })
  })

  it('are the same fields before and after calls', () => {
    const { breaker, succeed, fail } = harness()
    const before = Object.keys(breaker.getStatus().metrics)
    succeed()
    fail()
    expect(Object.keys(breaker.getStatus().metrics)).toEqual(before)
  })

  it('count a rejection by an open circuit as such, though all places are taken too', () => {
    const { breaker } = harness({ maxInFlight: 1 })
    breaker.acquire()
    breaker.forceOpen()
    expect(breaker.acquire()).toBe(REJECTED)
    expect(breaker.rejection().reason).toBe('forced')
    expect(breaker.getStatus().metrics).toMatchObject({ rejected: 1, busy: 0 })
  })
})

describe('a slot', () => {
  it('is nobody’s while the circuit has opened again', () => {
    const { trip, fail, advance, isRejected } = harness()
    trip()
    advance(60_000)
    fail()
    expect(isRejected()).toBe(true)
  })

  it('is not given back by a probe of an earlier half-open', () => {
    const { breaker, trip, advance, isRejected } = harness({ halfOpenMaxCalls: 1 })
    trip()
    advance(60_000)
    const earlier = breaker.acquire()
    breaker.pause(1_000)
    advance(1_000)
    breaker.acquire()
    breaker.settle(earlier, 'success')
    expect(isRejected()).toBe(true)
  })

  it('is not given back by one that began at the same moment either', () => {
    const { breaker, trip, isRejected } = harness()
    trip()
    breaker.probeNow()
    const earlier = breaker.acquire()
    breaker.pause(1_000)
    breaker.probeNow()
    breaker.acquire()
    breaker.settle(earlier, 'success')
    expect(isRejected()).toBe(true)
  })

  it('is not given back by a probe that has lost its own', () => {
    const { breaker, trip, advance, isRejected } = harness({ halfOpenMaxCalls: 1 })
    trip()
    advance(60_000)
    const hung = breaker.acquire()
    advance(30_000)
    breaker.acquire()
    breaker.settle(hung, 'ignored')
    expect(isRejected()).toBe(true)
  })
})

describe('rescheduled', () => {
  it('is said of an open circuit alone', () => {
    const { breaker, trip, advance } = harness()
    const heard = vi.fn()
    breaker.on('rescheduled', heard)
    breaker.forceClose()
    breaker.reset()
    trip()
    advance(60_000)
    breaker.acquire()
    wake(breaker)
    expect(breaker.state).toBe('half-open')
    expect(heard).not.toHaveBeenCalled()
  })
})
