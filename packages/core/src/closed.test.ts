import { CircuitBreaker, lastCalls, REJECTED } from '@recloser/core'
import { describe, expect, it } from 'vitest'
import { harness } from '../test/harness.ts'

describe('a closed circuit', () => {
  it('lets every call through, any number at once', () => {
    const { breaker } = harness()
    const permits = Array.from({ length: 1_000 }, () => breaker.acquire())
    expect(permits).not.toContain(REJECTED)
    expect(breaker.getStatus().inFlight).toBe(1_000)
  })

  it('has nothing to wait for', () => {
    expect(harness().breaker.retryAfterMs).toBe(0)
  })

  it('failureThreshold: opens on the fifth failure in a row, and says why', () => {
    const { breaker, fail, transitions } = harness()
    fail(4)
    expect(breaker.state).toBe('closed')
    fail()
    expect(breaker.state).toBe('open')
    expect(transitions).toEqual([
      {
        name: 'payments',
        from: 'closed',
        to: 'open',
        reason: 'failure-threshold',
        at: 0,
        retryAfterMs: 60_000,
        counts: { calls: 5, failures: 5, slow: 0, run: 5, excess: 0 },
      },
    ])
  })

  it('failureThreshold: opens on a clock far below zero too', () => {
    const { breaker, advance, trip } = harness()
    advance(-1e9)
    trip()
    expect(breaker.state).toBe('open')
  })

  it('failureThreshold: a success starts the run anew', () => {
    const { breaker, fail, succeed } = harness()
    fail(4)
    succeed()
    fail(4)
    expect(breaker.state).toBe('closed')
  })

  it('failureThreshold: a silence longer than the window starts the run anew', () => {
    const { breaker, fail, advance } = harness({ failureWindowMs: 10_000 })
    fail(4)
    advance(10_001)
    fail(4)
    expect(breaker.state).toBe('closed')
    fail()
    expect(breaker.state).toBe('open')
  })

  it('failureThreshold: sparse failures within the window do trip', () => {
    const { breaker, fail, advance } = harness({ failureThreshold: 3, failureWindowMs: 10_000 })
    for (let index = 0; index < 3; index += 1) {
      fail()
      advance(10_000)
    }
    expect(breaker.getStatus().metrics.failures).toBe(3)
    expect(breaker.getStatus().lastTransition?.reason).toBe('failure-threshold')
  })

  it('failureRateThreshold: opens when half of ten calls failed', () => {
    const { moves, fail, succeed } = harness({ failureThreshold: false })
    fail(4)
    succeed(5)
    expect(moves()).toEqual([])
    fail()
    expect(moves()).toEqual(['closed>open failure-rate'])
  })

  it('failureRateThreshold: is judged when a call fails, not when one succeeds', () => {
    const { breaker, fail, succeed } = harness({ failureThreshold: false })
    fail(9)
    succeed()
    expect(breaker.state).toBe('closed')
    fail()
    expect(breaker.state).toBe('open')
  })

  it('failureWindowMs: forgets an idle hour', () => {
    const { breaker, fail, advance } = harness({ failureThreshold: false })
    fail(9)
    advance(3_600_000)
    fail(9)
    expect(breaker.state).toBe('closed')
    expect(breaker.getStatus().calls).toBe(9)
  })

  it('lastCalls: judges the last N calls, however long ago', () => {
    const { breaker, fail, succeed, advance } = harness({
      failureThreshold: false,
      failureWindow: lastCalls(10),
    })
    fail(4)
    succeed(4)
    advance(3_600_000)
    fail(2)
    expect(breaker.state).toBe('open')
  })

  it('lastCalls: opens for as long as it would by a time window', () => {
    const { breaker, advance, trip } = harness({ failureWindow: lastCalls(10) })
    advance(5_000)
    trip()
    expect(breaker.getStatus()).toMatchObject({ openedAt: 5_000, retryAfterMs: 60_000 })
    advance(60_000)
    expect(breaker.state).toBe('half-open')
  })

  it('lastCalls: forgets what is further back than N calls', () => {
    const { breaker, fail, succeed } = harness({ failureThreshold: false, failureWindow: lastCalls(10) })
    fail(4)
    succeed(10)
    fail(4)
    expect(breaker.state).toBe('closed')
  })

  it('slowCallMs: opens on slow successes, judged as they settle', () => {
    const { breaker, moves, succeed } = harness({ slowCallMs: 100 })
    succeed(5, 99)
    succeed(4, 100)
    expect(breaker.state).toBe('closed')
    succeed(1, 250)
    expect(moves()).toEqual(['closed>open slow-call-rate'])
    expect(breaker.getStatus().metrics).toMatchObject({ successes: 10, slow: 5 })
  })

  it('slowCallMs: off by default, a call may last for ever', () => {
    const { breaker, succeed } = harness()
    succeed(100, 1e9)
    expect(breaker.state).toBe('closed')
  })

  it('ignores what is ignored: neither a success nor a failure nor a call', () => {
    const { breaker, fail, ignore } = harness()
    fail(4)
    ignore(100)
    expect(breaker.getStatus()).toMatchObject({ calls: 4, failureCount: 4, inFlight: 0 })
    fail()
    expect(breaker.state).toBe('open')
  })

  it('keeps opening after the first failure ever impossible without a rule that says so', () => {
    const { breaker, fail } = harness({ failureThreshold: false })
    fail()
    expect(breaker.state).toBe('closed')
  })

  it('reads no clock to say that it is closed', () => {
    const { breaker, clock } = harness()
    clock.reads = 0
    expect(breaker).toMatchObject({ state: 'closed', isClosed: true, isOpen: false })
    expect(clock.reads).toBe(0)
  })

  it('reads no clock for a call that goes well in a window of calls, and one for a failure', async () => {
    const { breaker, clock, fail, succeed } = harness({
      failureWindow: lastCalls(100),
      measureDurations: false,
    })
    clock.reads = 0
    succeed(10)
    await breaker.call(async () => 'answer')
    expect(clock.reads).toBe(0)
    fail(4)
    expect(clock.reads).toBe(4)
  })

  it('failureThreshold: may be more than the calls of the window', () => {
    const { breaker, fail } = harness({ failureWindow: lastCalls(3), failureRateThreshold: false })
    fail(5)
    expect(breaker.state).toBe('open')
  })

  it('reads the clock once for a call that trips, twice for one by call', async () => {
    const { breaker, clock } = harness({ failureThreshold: 1 })
    clock.reads = 0
    await breaker.call(() => 1)
    expect(clock.reads).toBe(2)
    const permit = breaker.acquire()
    clock.reads = 0
    breaker.settle(permit, 'failure')
    expect(clock.reads).toBe(1)
  })
})

describe('a throttled call', () => {
  it('pauses for the wait it was told, then lets probes through', () => {
    const { breaker, moves, throttle, advance, isRejected } = harness()
    throttle(7_000)
    expect(moves()).toEqual(['closed>open throttled'])
    expect(breaker.retryAfterMs).toBe(7_000)
    advance(6_999)
    expect(isRejected()).toBe(true)
    advance(1)
    expect(isRejected()).toBe(false)
  })

  it('pauses for openDurationMs when it was told no wait', () => {
    const { breaker, throttle } = harness({ openDurationMs: 4_000 })
    throttle()
    expect(breaker.retryAfterMs).toBe(4_000)
  })

  it('maxBackoffMs: caps the wait', () => {
    const { breaker, throttle } = harness()
    throttle(1_000_000_000)
    expect(breaker.retryAfterMs).toBe(300_000)
  })

  it('waitJitter: spreads the wait only where it is set, never below what was asked', () => {
    const exact = harness({ jitter: 0.1, random: () => 0.5 })
    exact.throttle(10_000)
    expect(exact.breaker.retryAfterMs).toBe(10_000)
    const spread = harness({ waitJitter: 0.1, random: () => 0.5 })
    spread.throttle(10_000)
    expect(spread.breaker.retryAfterMs).toBeCloseTo(10_500)
  })

  it('is no trip, no part of the failure rate, and no growth of the backoff', () => {
    const { breaker, fail, throttle, trip } = harness({ failureThreshold: 5 })
    const trips: string[] = []
    breaker.onTrip((_name, _state, { reason }) => trips.push(reason))
    fail()
    throttle(1_000)
    expect(trips).toEqual([])
    expect(breaker.getStatus()).toMatchObject({ calls: 1, failureCount: 1, currentBackoffMs: 0 })
    breaker.forceClose()
    trip()
    expect(breaker.retryAfterMs).toBe(60_000)
    expect(trips).toEqual(['failure-threshold'])
  })

  it('without a wait pauses for openDurationMs, above maxBackoffMs too', () => {
    const { breaker, throttle } = harness({ openDurationMs: 600_000 })
    throttle()
    expect(breaker.retryAfterMs).toBe(600_000)
  })
})

describe('a failure that came with a wait', () => {
  it('opens for at least that long', () => {
    const { breaker, fail } = harness({ failureThreshold: 1 })
    fail(1, 90_000)
    expect(breaker.retryAfterMs).toBe(90_000)
  })

  it('opens for its own period where that is longer', () => {
    const { breaker, fail } = harness({ failureThreshold: 1 })
    fail(1, 10)
    expect(breaker.retryAfterMs).toBe(60_000)
  })
})

describe('two breakers', () => {
  it('do not take each other’s permits for results', () => {
    const { breaker } = harness({ failureThreshold: 1 })
    const stranger = new CircuitBreaker('other')
    breaker.settle(stranger.acquire(), 'failure')
    stranger.settle(breaker.acquire(), 'failure')
    expect(breaker.state).toBe('closed')
    expect(breaker.getStatus()).toMatchObject({ calls: 0, failureCount: 0 })
    expect(stranger.getStatus()).toMatchObject({ calls: 0, failureCount: 0 })
  })
})
