import { type CircuitBreakerConfig, REJECTED } from '@recloser/core'
import { describe, expect, it } from 'vitest'
import { harness } from '../test/harness.ts'
import { wording } from '../test/wording.ts'

const due = (config?: CircuitBreakerConfig) => {
  const all = harness(config)
  all.trip()
  all.advance(60_000)
  return all
}

describe('an open circuit', () => {
  it('rejects every call at once, and counts the rejections', () => {
    const { breaker, trip, isRejected, advance } = harness()
    trip()
    advance(59_999)
    expect(isRejected()).toBe(true)
    expect(isRejected()).toBe(true)
    expect(breaker.getStatus().metrics.rejected).toBe(2)
    expect(breaker.getStatus().inFlight).toBe(0)
  })

  it('openDurationMs: is how long it stays so', () => {
    const { breaker, trip, advance } = harness({ openDurationMs: 5_000 })
    trip()
    advance(4_999)
    expect(breaker.state).toBe('open')
    advance(1)
    expect(breaker.state).toBe('half-open')
  })

  it('stays open for 60, 120, 240, 300, 300 s while the probes fail', () => {
    const { breaker, trip, fail, advance, transitions } = harness({ jitter: 0.1, random: () => 0 })
    trip()
    for (let index = 0; index < 4; index += 1) {
      advance(breaker.retryAfterMs ?? Number.NaN)
      fail()
    }
    const periods = transitions.filter(({ to }) => to === 'open').map(({ retryAfterMs }) => retryAfterMs)
    expect(periods).toEqual([60_000, 120_000, 240_000, 300_000, 300_000])
  })

  it('reads half-open once its period is over, everywhere, and no reading changes anything', () => {
    const { breaker, moves, isRejected } = due()
    expect(breaker.state).toBe('half-open')
    expect(breaker.isHalfOpen).toBe(true)
    expect(breaker.isOpen || breaker.isClosed).toBe(false)
    expect(breaker.retryAfterMs).toBe(0)
    expect(breaker.getStatus()).toMatchObject({ state: 'half-open', retryAfterMs: 0 })
    expect(moves()).toEqual(['closed>open failure-threshold'])
    expect(isRejected()).toBe(false)
    expect(moves().at(-1)).toBe('open>half-open due')
  })
})

describe('a half-open circuit', () => {
  it('halfOpenMaxCalls: lets three of a hundred callers through, and tells the others at once', () => {
    const { breaker } = due()
    const permits = Array.from({ length: 100 }, () => breaker.acquire())
    expect(permits.filter(permit => permit !== REJECTED)).toHaveLength(3)
    expect(breaker.getStatus()).toMatchObject({ inFlight: 3, metrics: { rejected: 97 } })
    expect(breaker.retryAfterMs).toBeUndefined()
  })

  it('halfOpenMaxCalls: a probe that settles gives its slot to the next', () => {
    const { breaker, isRejected } = due({ halfOpenMaxCalls: 1 })
    const probe = breaker.acquire()
    expect(isRejected()).toBe(true)
    breaker.settle(probe, 'success')
    expect(isRejected()).toBe(false)
  })

  it('successThreshold: closes on the third success, and starts afresh', () => {
    const { breaker, moves, succeed, fail } = due()
    succeed(2)
    expect(breaker.state).toBe('half-open')
    succeed()
    expect(moves().at(-1)).toBe('half-open>closed probes-succeeded')
    expect(breaker.getStatus()).toMatchObject({
      calls: 0,
      failureCount: 0,
      currentBackoffMs: 0,
      openedAt: undefined,
    })
    fail(4)
    expect(breaker.state).toBe('closed')
    fail()
    expect(breaker.retryAfterMs).toBe(60_000)
  })

  it('reopens on one failed probe, for longer, and forgets the successes before it', () => {
    const { breaker, moves, succeed, fail, advance } = due()
    succeed(2)
    fail()
    expect(moves().at(-1)).toBe('half-open>open probe-failed')
    expect(breaker.retryAfterMs).toBe(120_000)
    advance(120_000)
    succeed(2)
    expect(breaker.state).toBe('half-open')
  })

  it('reopens on a slow probe where the slow rule is on', () => {
    const { moves, succeed } = due({ slowCallMs: 100 })
    succeed(1, 100)
    expect(moves().at(-1)).toBe('half-open>open probe-slow')
  })

  it('does not close on a probe that was ignored, which gives its slot back', () => {
    const { breaker, ignore, isRejected } = due({ halfOpenMaxCalls: 1, successThreshold: 1 })
    ignore(10)
    expect(breaker.state).toBe('half-open')
    expect(isRejected()).toBe(false)
  })

  it('pauses on a throttled probe: no trip, no growth', () => {
    const { breaker, moves, throttle, fail, advance } = due()
    throttle(5_000)
    expect(moves().at(-1)).toBe('half-open>open throttled')
    expect(breaker.getStatus()).toMatchObject({ retryAfterMs: 5_000, currentBackoffMs: 60_000 })
    advance(5_000)
    fail()
    expect(breaker.retryAfterMs).toBe(120_000)
  })

  it('takes the wait of a failed probe as a floor', () => {
    const { breaker, fail } = due()
    fail(1, 200_000)
    expect(breaker.retryAfterMs).toBe(200_000)
  })

  it('keeps the probes’ results out of the window that follows', () => {
    const { breaker, succeed } = due({ successThreshold: 3 })
    succeed(3)
    expect(breaker.getStatus().calls).toBe(0)
  })

  it('keeps rejections out of the window: after an outage the rate is that of calls alone', () => {
    const { breaker, advance, succeed, fail } = harness({ failureThreshold: false })
    fail(10)
    for (let call = 0; call < 200; call += 1) expect(breaker.acquire()).toBe(REJECTED)
    expect(breaker.getStatus().calls).toBe(10)
    advance(60_000)
    succeed(3)
    fail(9)
    expect(breaker.state).toBe('closed')
    fail()
    expect(breaker.state).toBe('open')
  })

  it('has nothing to wait for long after its period is over', () => {
    const { breaker, advance } = due()
    advance(3_600_000)
    expect(breaker.retryAfterMs).toBe(0)
  })

  it('takes the wait of a slow probe as a floor', () => {
    const { breaker } = due({ slowCallMs: 100 })
    breaker.settle(breaker.acquire(), 'success', 100, 200_000)
    expect(breaker.retryAfterMs).toBe(200_000)
  })
})

describe('a probe’s lease', () => {
  it('probeTimeoutMs: a probe that hangs gives its slot to another and wedges nothing', () => {
    const { breaker, advance, isRejected, succeed } = due({ probeTimeoutMs: 30_000 })
    for (let index = 0; index < 3; index += 1) breaker.acquire()
    advance(29_999)
    expect(isRejected()).toBe(true)
    expect(breaker.retryAfterMs).toBeUndefined()
    advance(1)
    expect(breaker.retryAfterMs).toBe(0)
    succeed(3)
    expect(breaker.state).toBe('closed')
    expect(breaker.getStatus().inFlight).toBe(3)
  })

  it('counts the verdict of an overdue probe while the same half-open lasts', () => {
    const { breaker, advance, moves } = due({ successThreshold: 1 })
    const overdue = breaker.acquire()
    advance(30_000)
    breaker.acquire()
    breaker.settle(overdue, 'success')
    expect(moves().at(-1)).toBe('half-open>closed probes-succeeded')
  })

  it('never lets more than three leases run at once, whatever hangs', () => {
    const { breaker, advance } = due()
    for (let round = 0; round < 5; round += 1) {
      const admitted = Array.from({ length: 10 }, () => breaker.acquire()).filter(
        permit => permit !== REJECTED,
      )
      expect(admitted).toHaveLength(3)
      advance(30_000)
    }
  })

  it('of an earlier half-open holds no slot of this one', () => {
    const { breaker, fail, advance } = due({ halfOpenMaxCalls: 2, probeTimeoutMs: 3_600_000 })
    breaker.acquire()
    fail()
    advance(120_000)
    expect([breaker.acquire(), breaker.acquire()]).not.toContain(REJECTED)
    expect(breaker.acquire()).toBe(REJECTED)
  })
})

describe('a generation', () => {
  it('a success from before the outage does not close', () => {
    const { breaker, trip, advance } = harness({ successThreshold: 1 })
    const old = breaker.acquire()
    trip()
    breaker.settle(old, 'success')
    expect(breaker.state).toBe('open')
    const other = breaker.acquire()
    expect(other).toBe(REJECTED)
    advance(60_000)
    expect(breaker.state).toBe('half-open')
    expect(breaker.getStatus().metrics).toMatchObject({ late: 1, successes: 0 })
  })

  it('a success from before the outage does not close a half-open circuit', () => {
    const { breaker, trip, advance, moves } = harness({ successThreshold: 1 })
    const old = breaker.acquire()
    trip()
    advance(60_000)
    breaker.acquire()
    breaker.settle(old, 'success')
    expect(moves().at(-1)).toBe('open>half-open due')
  })

  it('a failure from before the outage neither reopens nor lengthens', () => {
    const { breaker, trip, advance, moves } = harness()
    const old = [breaker.acquire(), breaker.acquire()]
    trip()
    breaker.settle(old[0] ?? 0, 'failure')
    expect(breaker.retryAfterMs).toBe(60_000)
    advance(60_000)
    breaker.acquire()
    breaker.settle(old[1] ?? 0, 'failure')
    expect(moves().at(-1)).toBe('open>half-open due')
    expect(breaker.getStatus().metrics.late).toBe(2)
  })

  it('a probe of an earlier half-open that settles late changes nothing, of either kind', () => {
    const { breaker, fail, advance } = due({ successThreshold: 1 })
    const late = [breaker.acquire(), breaker.acquire()]
    fail()
    breaker.settle(late[0] ?? 0, 'success')
    expect(breaker.state).toBe('open')
    advance(120_000)
    const probe = breaker.acquire()
    breaker.settle(late[1] ?? 0, 'failure')
    expect(breaker.state).toBe('half-open')
    breaker.settle(probe, 'success')
    expect(breaker.state).toBe('closed')
    expect(breaker.getStatus()).toMatchObject({ inFlight: 0, metrics: { late: 2 } })
  })

  it('a late throttled or slow result changes nothing either', () => {
    const { breaker, trip, moves } = harness({ slowCallMs: 1 })
    const old = [breaker.acquire(), breaker.acquire()]
    trip()
    breaker.forceClose()
    breaker.settle(old[0] ?? 0, 'throttled', 0, 5_000)
    breaker.settle(old[1] ?? 0, 'success', 5_000)
    expect(moves().at(-1)).toBe('open>closed forced')
    expect(breaker.getStatus()).toMatchObject({
      calls: 0,
      metrics: { late: 2, slow: 0, averageResponseTimeMs: undefined },
    })
  })
})

describe('settling exactly once', () => {
  it('a probe settled twice counts once', () => {
    const { breaker } = due({ successThreshold: 2 })
    const probe = breaker.acquire()
    const other = breaker.acquire()
    breaker.settle(probe, 'success')
    breaker.settle(probe, 'success')
    expect(breaker.state).toBe('half-open')
    expect(breaker.getStatus()).toMatchObject({ inFlight: 1, metrics: { successes: 1 } })
    breaker.settle(other, 'success')
    expect(breaker.state).toBe('closed')
  })

  it('a stranger’s probe, and what is no permit, change nothing', () => {
    const { breaker } = due({ successThreshold: 1 })
    const probe = breaker.acquire()
    const stranger = due().breaker.acquire()
    const before = breaker.getStatus().toJSON()
    for (const permit of [stranger, REJECTED, -2, 1, 3, Number.NaN, 1e15, 1e15 + 1, undefined, 'a', {}]) {
      breaker.settle(permit as number, 'success')
    }
    expect(breaker.getStatus().toJSON()).toEqual(before)
    breaker.settle(probe, 'success')
    expect(breaker.state).toBe('closed')
  })

  it('a permit of the closed state settled twice counts twice, and inFlight never falls below 0', () => {
    const { breaker } = harness()
    const permit = breaker.acquire()
    breaker.settle(permit, 'success')
    breaker.settle(permit, 'success')
    expect(breaker.getStatus()).toMatchObject({ inFlight: 0, calls: 2 })
  })

  it('refuses an outcome that is none, and leaves the permit to be settled', () => {
    const { breaker } = due({ successThreshold: 1 })
    const probe = breaker.acquire()
    expect(() => breaker.settle(probe, 'ok' as 'success')).toThrow(
      new RangeError(wording('outcome must be success, failure, ignored or throttled, got "ok"')),
    )
    expect(breaker.getStatus().inFlight).toBe(1)
    breaker.settle(probe, 'success')
    expect(breaker.state).toBe('closed')
  })
})
