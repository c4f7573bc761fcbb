import { CircuitBreaker, isCircuitBreakerError, presets, REJECTED, resolveConfig } from '@recloser/core'
import { describe, expect, it } from 'vitest'
import { harness } from '../test/harness.ts'
import { wording } from '../test/wording.ts'
import { excessNeeded, tripReason } from './trip.ts'

describe('failureExcess', () => {
  const onlyExcess = { failureThreshold: false, failureExcess: 5, minRequestsForRate: 1_000 } as const

  it('is off by default, and counts nothing then', () => {
    const { breaker, fail } = harness()
    fail(3)
    expect(breaker.getStatus().failureExcess).toBe(0)
  })

  it('grows by one with a failure, shrinks by θ ÷ (1 − θ) with a success, and never below 0', () => {
    const { breaker, fail, succeed } = harness({ ...onlyExcess, failureRateThreshold: 0.25 })
    const excess = () => breaker.getStatus().failureExcess
    succeed(7)
    expect(excess()).toBe(0)
    fail(2)
    expect(excess()).toBe(2)
    succeed()
    expect(excess()).toBeCloseTo(2 - 1 / 3)
  })

  it('needs more the more calls the window holds: base + 2·log₂(1 + n ÷ 20)', () => {
    const counts = { calls: 60, failures: 9, slow: 0, run: 1, excess: 9 }
    expect(excessNeeded(5, counts)).toBe(9)
    const config = resolveConfig({ failureThreshold: false, failureExcess: 5 })
    expect(tripReason(counts, config)).toBe('failure-excess')
    expect(tripReason({ ...counts, excess: 8.99 }, config)).toBeUndefined()
  })

  it('opens, with its reason and the evidence', () => {
    const { breaker, fail, transitions } = harness(onlyExcess)
    fail(5)
    expect(breaker.state).toBe('closed')
    fail(1)
    expect(transitions[0]).toMatchObject({ reason: 'failure-excess', counts: { excess: 6, calls: 6 } })
    const trips: string[] = []
    breaker.onTrip((_name, _state, { reason }) => trips.push(reason))
    breaker.forceClose()
    fail(7)
    expect(trips).toEqual(['failure-excess'])
  })

  it('is changed by nothing that is ignored, throttled or late', () => {
    const { breaker, fail, ignore, throttle } = harness(onlyExcess)
    const late = breaker.acquire()
    fail(3)
    ignore()
    expect(breaker.getStatus().failureExcess).toBe(3)
    throttle(1_000)
    breaker.settle(late, 'failure')
    expect(breaker.getStatus().failureExcess).toBe(3)
  })

  it('starts anew when the circuit closes, and with the silence that ends a run', () => {
    const { breaker, fail, succeed, advance } = harness(onlyExcess)
    fail(3)
    succeed()
    advance(60_001)
    expect(breaker.getStatus().failureExcess).toBe(0)
    fail(1)
    expect(breaker.getStatus().failureExcess).toBe(1)
    breaker.forceOpen()
    breaker.forceClose()
    expect(breaker.getStatus().failureExcess).toBe(0)
  })

  it('needs a rate', () => {
    expect(() => resolveConfig({ failureExcess: 5, failureRateThreshold: false })).toThrow(
      wording('failureRateThreshold must be set where failureExcess is, got false'),
    )
  })
})

describe('maxInFlight', () => {
  it('refuses a call too many, with the reason busy and a count of its own: no failure, no trip', () => {
    const { breaker } = harness({ maxInFlight: 2, failureThreshold: 1 })
    const heard: unknown[] = []
    breaker.on('rejected', event => heard.push(event))
    const first = breaker.acquire()
    breaker.acquire()
    expect(breaker.acquire()).toBe(REJECTED)
    expect(heard).toEqual([{ name: 'payments', state: 'closed', reason: 'busy', retryAfterMs: undefined }])
    expect(breaker.rejection()).toMatchObject({
      reason: 'busy',
      state: 'closed',
      retryAfterMs: undefined,
      message: wording(
        'Circuit breaker "payments" is closed (busy), too many calls are in flight',
        'Circuit breaker "payments" is closed (busy)',
      ),
    })
    expect(breaker.getStatus()).toMatchObject({
      state: 'closed',
      retryAfterMs: undefined,
      metrics: { busy: 1, rejected: 0, totalRequests: 2 },
    })
    breaker.settle(first, 'success')
    expect(breaker.retryAfterMs).toBe(0)
    expect(breaker.acquire()).not.toBe(REJECTED)
  })

  it('counts probes, and an open circuit rejects as an open circuit does', () => {
    const { breaker, trip, advance } = harness({ maxInFlight: 1 })
    trip()
    expect(breaker.acquire()).toBe(REJECTED)
    expect(breaker.rejection()).toMatchObject({ reason: 'failure-threshold', retryAfterMs: 60_000 })
    advance(60_000)
    expect(breaker.acquire()).not.toBe(REJECTED)
    expect(breaker.acquire()).toBe(REJECTED)
    expect(breaker.rejection()).toMatchObject({ reason: 'busy', state: 'half-open' })
    expect(breaker.getStatus().metrics).toMatchObject({ busy: 1, rejected: 1 })
  })

  it('is not held for ever by calls that never settle', () => {
    const { breaker, advance } = harness({ maxInFlight: 2, probeTimeoutMs: 30_000 })
    const [lost, slow] = [breaker.acquire(), breaker.acquire()]
    advance(29_999)
    expect(breaker.acquire()).toBe(REJECTED)
    advance(1)
    expect(breaker.acquire()).not.toBe(REJECTED)
    // One that counts no longer takes nobody's place when it settles after all.
    breaker.settle(slow, 'success')
    expect(breaker.acquire()).not.toBe(REJECTED)
    expect(breaker.acquire()).toBe(REJECTED)
    breaker.settle(lost, 'success')
    expect(breaker.acquire()).toBe(REJECTED)
  })

  it('gives places back whatever the verdict, on time or late', () => {
    const { breaker, trip, advance } = harness({ maxInFlight: 8 })
    const late = breaker.acquire()
    trip()
    breaker.settle(late, 'success')
    advance(60_000)
    for (let call = 0; call < 20; call += 1) breaker.settle(breaker.acquire(), 'ignored')
    expect(breaker.getStatus().inFlight).toBe(0)
    expect(breaker.retryAfterMs).toBe(0)
  })

  it('shadow: admits all the same, and counts what it would have refused', () => {
    const { breaker, fail } = harness({ maxInFlight: 1, mode: 'shadow' })
    breaker.acquire()
    const second = breaker.acquire()
    expect(second).not.toBe(REJECTED)
    breaker.settle(second, 'success')
    fail(1)
    expect(breaker.getStatus().metrics).toMatchObject({ busy: 2, successes: 1, failures: 1 })
  })

  it('asks the fallback of a wrapped function, and tells call', async () => {
    const { breaker } = harness({ maxInFlight: 1 })
    breaker.acquire()
    await expect(breaker.call(() => 1)).rejects.toSatisfy(isCircuitBreakerError)
    expect(await breaker.wrap(() => 1, { fallback: ({ reason }) => reason })()).toBe('busy')
  })
})

describe('presets', () => {
  it('are settings like any other, that change no default', () => {
    expect(new CircuitBreaker('page', presets.page).config).toMatchObject({
      failureThreshold: 5,
      openDurationMs: 10_000,
      maxBackoffMs: 60_000,
      maxWaitMs: 300_000,
    })
    expect(resolveConfig({ ...presets.server, jitter: 0 })).toMatchObject({
      failureThreshold: false,
      failureExcess: 5,
      halfOpenFailureThreshold: 2,
      jitter: 0,
    })
    expect(resolveConfig(undefined)).toMatchObject({ openDurationMs: 60_000, failureExcess: false })
  })

  it('of a server bear five failures in a row on a busy host, that of a page does not', () => {
    const [server, page] = [harness(presets.server), harness(presets.page)]
    for (const { succeed, fail } of [server, page]) {
      succeed(100)
      fail(5)
    }
    expect(server.breaker.state).toBe('closed')
    expect(page.breaker.state).toBe('open')
  })
})
