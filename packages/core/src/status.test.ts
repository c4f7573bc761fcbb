import { describe, expect, it } from 'vitest'
import { harness } from '../test/harness.ts'
import { wording } from '../test/wording.ts'

describe('getStatus', () => {
  it('of a new breaker', () => {
    expect(harness().breaker.getStatus().toJSON()).toEqual({
      name: 'payments',
      state: 'closed',
      reason: undefined,
      mode: 'enforce',
      forced: false,
      failureCount: 0,
      failureThreshold: 5,
      failureRate: 0,
      failureRateThreshold: 0.5,
      failureExcess: 0,
      calls: 0,
      inFlight: 0,
      currentBackoffMs: 0,
      retryAfterMs: 0,
      openedAt: undefined,
      lastTransition: undefined,
      metrics: {
        totalRequests: 0,
        successes: 0,
        failures: 0,
        ignored: 0,
        throttled: 0,
        rejected: 0,
        busy: 0,
        slow: 0,
        late: 0,
        averageResponseTimeMs: undefined,
      },
    })
  })

  it('of one that has tripped, with the evidence', () => {
    const { breaker, succeed, trip, advance, isRejected } = harness()
    succeed(2)
    trip()
    advance(1_000)
    isRejected()
    expect(breaker.getStatus()).toMatchObject({
      state: 'open',
      reason: 'failure-threshold',
      failureCount: 5,
      failureRate: 5 / 7,
      calls: 7,
      currentBackoffMs: 60_000,
      retryAfterMs: 59_000,
      openedAt: 0,
      lastTransition: { to: 'open', counts: { calls: 7, failures: 5, slow: 0, run: 5, excess: 0 } },
      metrics: { totalRequests: 7, successes: 2, failures: 5, rejected: 1 },
    })
  })

  it('adds up: all that were admitted are in flight, or settled as one thing', () => {
    const { breaker, succeed, fail, ignore, throttle } = harness()
    const late = breaker.acquire()
    breaker.acquire()
    succeed(3)
    fail(2)
    ignore(2)
    throttle(1)
    breaker.settle(late, 'success')
    const { metrics, inFlight } = breaker.getStatus()
    expect(metrics).toMatchObject({
      totalRequests: 10,
      successes: 3,
      failures: 2,
      ignored: 2,
      throttled: 1,
      late: 1,
    })
    expect(inFlight).toBe(1)
  })

  it('averages the throttled too, and nothing that was not measured', () => {
    const { breaker, succeed } = harness()
    breaker.settle(breaker.acquire(), 'success', 100)
    succeed()
    breaker.settle(breaker.acquire(), 'throttled', 300, 1)
    expect(breaker.getStatus().metrics.averageResponseTimeMs).toBe(200)
  })

  it('does not change afterwards, and is plain data as JSON', () => {
    const { breaker, trip } = harness()
    const before = breaker.getStatus()
    trip()
    expect(before.state).toBe('closed')
    const parsed = JSON.parse(JSON.stringify(breaker.getStatus()))
    expect(parsed).toMatchObject({ name: 'payments', state: 'open', retryAfterMs: 60_000 })
    expect(parsed).not.toHaveProperty('metrics.averageResponseTimeMs')
  })

  it('openedAt: stays while force prolongs, moves when it opens again', () => {
    const { breaker, trip, fail, advance } = harness()
    trip()
    advance(1_000)
    breaker.forceOpen()
    expect(breaker.getStatus().openedAt).toBe(0)
    breaker.reset()
    trip()
    advance(60_000)
    fail()
    expect(breaker.getStatus().openedAt).toBe(61_000)
  })

  it('averages a call that took no time', () => {
    const { breaker, succeed } = harness()
    succeed(1, 0)
    succeed(1, 10)
    expect(breaker.getStatus().metrics.averageResponseTimeMs).toBe(5)
  })

  it('averages no duration that is none', () => {
    const { breaker, succeed } = harness()
    for (const durationMs of [100, Number.NaN, Infinity, -1]) succeed(1, durationMs)
    expect(breaker.getStatus().metrics.averageResponseTimeMs).toBe(100)
  })

  it('has a failure rate of 1 when the only call failed', () => {
    const { breaker, fail } = harness()
    fail()
    expect(breaker.getStatus().failureRate).toBe(1)
  })
})

describe('toValidationResult', () => {
  const validate = ({ breaker }: ReturnType<typeof harness>) => breaker.getStatus().toValidationResult()

  it('has nothing to say of a healthy breaker', () => {
    expect(validate(harness())).toEqual({ valid: true, errors: [], warnings: [] })
  })

  it('has one error for an open one, with name, reason and wait', () => {
    const all = harness()
    all.trip()
    expect(validate(all)).toEqual({
      valid: false,
      errors: ['Circuit breaker "payments" is open (failure-threshold), retry in 60 s'],
      warnings: [],
    })
  })

  it('says so when nobody knows the wait', () => {
    const all = harness()
    all.breaker.forceOpen()
    expect(validate(all).errors).toEqual([
      wording(
        'Circuit breaker "payments" is open (forced), until further notice',
        'Circuit breaker "payments" is open (forced)',
      ),
    ])
  })

  it('warns of a half-open one', () => {
    const all = harness()
    all.trip()
    all.advance(60_000)
    expect(validate(all)).toEqual({
      valid: true,
      errors: [],
      warnings: ['Circuit breaker "payments" is half-open (failure-threshold)'],
    })
  })

  it('warns of a failure rate over half its threshold, not of one at half', () => {
    const all = harness()
    all.succeed(3)
    all.fail(1)
    expect(validate(all).warnings).toEqual([])
    all.fail(1)
    expect(validate(all).warnings).toEqual([
      wording('Circuit breaker "payments" has a failure rate of 0.40, and opens at 0.5', 'failureRate'),
    ])
  })

  it('has no such warning where the rate rule is off', () => {
    const all = harness({ failureRateThreshold: false })
    all.fail(4)
    expect(validate(all).warnings).toEqual([])
  })

  it('warns only of an open one that rejects nothing', () => {
    const all = harness({ mode: 'shadow' })
    all.trip()
    expect(validate(all)).toMatchObject({ valid: true, errors: [] })
    expect(validate(all).warnings).toHaveLength(1)
  })

  it('warns only of one that is off and held open', () => {
    const all = harness({ mode: 'off' })
    all.breaker.forceOpen()
    expect(validate(all)).toMatchObject({ valid: true, errors: [] })
  })
})

describe('the state', () => {
  it('is told in three questions as well', () => {
    const { breaker, trip, advance } = harness()
    const answers = () => [breaker.isClosed, breaker.isOpen, breaker.isHalfOpen]
    expect(answers()).toEqual([true, false, false])
    trip()
    expect(answers()).toEqual([false, true, false])
    advance(60_000)
    expect(answers()).toEqual([false, false, true])
  })
})
