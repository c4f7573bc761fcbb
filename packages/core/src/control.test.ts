import { getEventListeners } from 'node:events'
import { CircuitBreaker, REJECTED, shutdown } from '@recloser/core'
import { describe, expect, it, vi } from 'vitest'
import { harness } from '../test/harness.ts'
import { wording } from '../test/wording.ts'

describe('forceOpen', () => {
  it('rejects until forceClose, however long', () => {
    const { breaker, advance, isRejected, moves } = harness()
    breaker.forceOpen()
    advance(1e9)
    expect(isRejected()).toBe(true)
    expect(breaker.getStatus()).toMatchObject({ state: 'open', forced: true, retryAfterMs: undefined })
    breaker.forceClose()
    expect(isRejected()).toBe(false)
    expect(moves()).toEqual(['closed>open forced', 'open>closed forced'])
  })

  it('is no trip', () => {
    const { breaker } = harness()
    const trips: unknown[] = []
    breaker.onTrip(name => trips.push(name))
    breaker.forceOpen()
    expect(trips).toEqual([])
  })

  it('with forMs lapses to half-open, and says so while it lasts', () => {
    const { breaker, advance, isRejected, moves } = harness()
    breaker.forceOpen({ forMs: 5_000 })
    expect(breaker.retryAfterMs).toBe(5_000)
    advance(4_999)
    expect(isRejected()).toBe(true)
    advance(1)
    expect(breaker.getStatus()).toMatchObject({ state: 'half-open', forced: false })
    expect(isRejected()).toBe(false)
    expect(moves().at(-1)).toBe('open>half-open due')
  })

  it('carries the operator’s words into events, status and rejections', async () => {
    const { breaker, moves } = harness()
    breaker.forceOpen({ reason: 'maintenance' })
    expect(moves()).toEqual(['closed>open maintenance'])
    await expect(breaker.call(() => 1)).rejects.toMatchObject({ reason: 'maintenance' })
    expect(breaker.getStatus().reason).toBe('maintenance')
  })

  it('says nothing when it is forced already, and holds open what was open by itself', () => {
    const { breaker, trip, advance, moves, isRejected } = harness()
    trip()
    breaker.forceOpen()
    breaker.forceOpen()
    advance(1e6)
    expect(isRejected()).toBe(true)
    expect(moves()).toEqual(['closed>open failure-threshold'])
  })

  it('refuses a forMs that is no duration, and changes nothing', () => {
    const { breaker } = harness()
    for (const forMs of [0, -1, Number.NaN, Infinity, '5']) {
      expect(() => breaker.forceOpen({ forMs: forMs as number })).toThrow(
        wording('forMs must be a finite number'),
      )
    }
    expect(breaker.state).toBe('closed')
  })

  it('starts a new generation: what was in flight is late', () => {
    const { breaker } = harness()
    const permit = breaker.acquire()
    breaker.forceOpen()
    breaker.forceClose()
    breaker.settle(permit, 'failure')
    expect(breaker.getStatus()).toMatchObject({ failureCount: 0, metrics: { late: 1, failures: 0 } })
  })
})

describe('forceClose', () => {
  it('clears run, window and backoff, and judging goes on', () => {
    const { breaker, trip, fail, advance } = harness()
    trip()
    advance(60_000)
    fail()
    breaker.forceClose()
    expect(breaker.getStatus()).toMatchObject({
      state: 'closed',
      calls: 0,
      failureCount: 0,
      currentBackoffMs: 0,
    })
    trip()
    expect(breaker.retryAfterMs).toBe(60_000)
  })

  it('of a closed circuit says nothing, but clears, and starts a new generation', () => {
    const { breaker, fail, moves } = harness()
    fail(4)
    const permit = breaker.acquire()
    breaker.forceClose()
    breaker.settle(permit, 'failure')
    expect(moves()).toEqual([])
    expect(breaker.getStatus()).toMatchObject({ failureCount: 0, metrics: { failures: 4, late: 1 } })
  })

  it('of a circuit that is due says first that it was', () => {
    const { breaker, trip, advance, moves } = harness()
    trip()
    advance(60_000)
    breaker.forceClose()
    expect(moves().slice(1)).toEqual(['open>half-open due', 'half-open>closed forced'])
  })
})

describe('reset', () => {
  it('closes and zeroes the totals, but for what is in flight', () => {
    const { breaker, trip, isRejected, moves } = harness()
    const permit = breaker.acquire()
    trip()
    isRejected()
    breaker.reset()
    expect(moves().at(-1)).toBe('open>closed reset')
    expect(breaker.getStatus()).toMatchObject({ state: 'closed', inFlight: 1 })
    expect(breaker.getStatus().metrics).toEqual({
      totalRequests: 1,
      successes: 0,
      failures: 0,
      ignored: 0,
      throttled: 0,
      rejected: 0,
      busy: 0,
      slow: 0,
      late: 0,
      averageResponseTimeMs: undefined,
    })
    breaker.settle(permit, 'success')
    expect(breaker.getStatus()).toMatchObject({ inFlight: 0, metrics: { late: 1, totalRequests: 1 } })
  })

  it('of a breaker that was never used does nothing', () => {
    const { breaker, moves } = harness()
    breaker.reset()
    expect(moves()).toEqual([])
    expect(breaker.state).toBe('closed')
  })

  it('has zeroed the totals when its listeners hear of it', () => {
    const { breaker, trip } = harness()
    trip()
    let seen: number | undefined
    breaker.on('transition', () => {
      seen = breaker.getStatus().metrics.failures
    })
    breaker.reset()
    expect(seen).toBe(0)
  })
})

describe('pause', () => {
  it('opens for that long, with its reason; no trip, no backoff', () => {
    const { breaker, advance, moves, isRejected, trip } = harness()
    const trips: unknown[] = []
    breaker.onTrip(name => trips.push(name))
    breaker.pause(5_000)
    expect(moves()).toEqual(['closed>open paused'])
    expect(breaker.getStatus()).toMatchObject({ forced: false, retryAfterMs: 5_000, currentBackoffMs: 0 })
    advance(5_000)
    expect(isRejected()).toBe(false)
    expect(trips).toEqual([])
    breaker.forceClose()
    trip()
    expect(breaker.retryAfterMs).toBe(60_000)
  })

  it('never shortens, and lengthens in silence', () => {
    const { breaker, trip, moves } = harness()
    trip()
    breaker.pause(1_000, 'deploy')
    expect(breaker.retryAfterMs).toBe(60_000)
    breaker.pause(90_000, 'deploy')
    expect(breaker.retryAfterMs).toBe(90_000)
    expect(breaker.getStatus()).toMatchObject({ reason: 'failure-threshold', currentBackoffMs: 60_000 })
    expect(moves()).toHaveLength(1)
  })

  it('leaves a forced circuit forced', () => {
    const { breaker, advance } = harness()
    breaker.forceOpen()
    breaker.pause(1_000)
    advance(2_000)
    expect(breaker.getStatus()).toMatchObject({ state: 'open', forced: true, retryAfterMs: undefined })
  })

  it('of a half-open circuit opens it again', () => {
    const { breaker, trip, advance, moves } = harness()
    trip()
    advance(60_000)
    breaker.pause(1_000, 'deploy')
    expect(moves().slice(1)).toEqual(['open>half-open due', 'half-open>open deploy'])
    expect(breaker.state).toBe('open')
  })

  it('refuses what is no duration', () => {
    const { breaker } = harness()
    expect(() => breaker.pause(0)).toThrow(
      wording('forMs must be a finite number of milliseconds > 0, got 0'),
    )
    expect(breaker.state).toBe('closed')
  })
})

describe('probeNow', () => {
  it('lets one probe through now, and after its success the usual slots', () => {
    const { breaker, trip, moves } = harness()
    trip()
    breaker.probeNow()
    expect(moves().at(-1)).toBe('open>half-open due')
    const probe = breaker.acquire()
    expect(probe).not.toBe(REJECTED)
    expect(breaker.acquire()).toBe(REJECTED)
    breaker.settle(probe, 'success')
    const permits = Array.from({ length: 5 }, () => breaker.acquire())
    expect(permits.filter(permit => permit !== REJECTED)).toHaveLength(3)
  })

  it('still lets one through after one that was ignored, or hangs', () => {
    const { breaker, trip, ignore, advance, isRejected } = harness()
    trip()
    breaker.probeNow()
    ignore()
    expect(isRejected()).toBe(false)
    expect(isRejected()).toBe(true)
    advance(30_000)
    expect(isRejected()).toBe(false)
    expect(isRejected()).toBe(true)
  })

  it('does nothing when closed, half-open or forced', () => {
    const { breaker, trip, advance, moves } = harness()
    breaker.probeNow()
    breaker.forceOpen({ forMs: 1_000 })
    breaker.probeNow()
    expect(breaker.state).toBe('open')
    breaker.forceClose()
    trip()
    advance(60_000)
    breaker.probeNow()
    expect(moves().at(-1)).toBe('open>half-open due')
    expect(Array.from({ length: 5 }, () => breaker.acquire()).filter(Boolean)).toHaveLength(3)
  })
})

describe('shutdown', () => {
  it('rejects from now on and resolves at once when nothing is in flight', async () => {
    const { breaker, isRejected, moves } = harness()
    await shutdown(breaker)
    expect(isRejected()).toBe(true)
    expect(moves()).toEqual(['closed>open shutdown'])
  })

  it('resolves when the last call in flight has settled, for everybody who waits', async () => {
    const { breaker } = harness()
    const permits = [breaker.acquire(), breaker.acquire()]
    const order: string[] = []
    const all = [shutdown(breaker), shutdown(breaker)].map(done => done.then(() => order.push('done')))
    breaker.settle(permits[0] ?? 0, 'success')
    await Promise.resolve()
    order.push('one left')
    breaker.settle(permits[1] ?? 0, 'failure')
    await Promise.all(all)
    expect(order).toEqual(['one left', 'done', 'done'])
  })

  it('resolves when the signal aborts, and leaves no listener on it', async () => {
    const { breaker } = harness()
    const permit = breaker.acquire()
    const listeners = new Set<() => void>()
    const signal = {
      aborted: false,
      addEventListener: (_type: 'abort', listener: () => void) => listeners.add(listener),
      removeEventListener: (_type: 'abort', listener: () => void) => listeners.delete(listener),
    }
    const aborted = shutdown(breaker, signal)
    const settled = shutdown(breaker, signal)
    expect(listeners.size).toBe(2)
    ;[...listeners][0]?.()
    await aborted
    expect(listeners.size).toBe(1)
    breaker.settle(permit, 'success')
    await settled
    expect(listeners.size).toBe(0)
  })

  it('takes a real AbortSignal, aborted before too, and leaves no listener on it', async () => {
    const { breaker } = harness()
    const last = breaker.acquire()
    breaker.acquire()
    await shutdown(breaker, AbortSignal.abort())
    const controller = new AbortController()
    const done = shutdown(breaker, controller.signal)
    breaker.settle(last, 'success')
    controller.abort()
    await done
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
    expect(breaker.getStatus().inFlight).toBe(1)
  })

  it('hears of no more calls once it is done', async () => {
    const { breaker, succeed } = harness({ mode: 'shadow' })
    const permit = breaker.acquire()
    const signal = { aborted: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }
    const done = shutdown(breaker, signal)
    breaker.settle(permit, 'success')
    await done
    succeed()
    expect(signal.removeEventListener).toHaveBeenCalledOnce()
  })

  it('is for good: nothing done by hand opens the gates again', async () => {
    const { breaker, moves, isRejected, advance } = harness()
    await shutdown(breaker)
    const acts = ['forceClose', 'reset', 'forceOpen', 'probeNow'] as const
    const more = [() => breaker.pause(1), () => shutdown(breaker)]
    for (const act of [...acts.map(name => () => breaker[name]()), ...more]) {
      await Promise.resolve(act())
      advance(1)
      expect(isRejected()).toBe(true)
      expect(breaker.getStatus()).toMatchObject({ reason: 'shutdown', retryAfterMs: undefined })
    }
    expect(moves()).toEqual(['closed>open shutdown'])
  })
})

describe('the mode', () => {
  it('shadow: moves and tells as if enforcing, but admits every call', () => {
    const { breaker, trip, advance, succeed, moves } = harness({ mode: 'shadow' })
    const rejected: unknown[] = []
    breaker.on('rejected', event => rejected.push(event))
    trip()
    expect(breaker.acquire()).not.toBe(REJECTED)
    expect(rejected).toHaveLength(1)
    expect(breaker.getStatus()).toMatchObject({ state: 'open', inFlight: 1, metrics: { rejected: 1 } })
    advance(60_000)
    succeed(3)
    expect(moves()).toEqual([
      'closed>open failure-threshold',
      'open>half-open due',
      'half-open>closed probes-succeeded',
    ])
  })

  it('shadow: a call that would have been rejected decides nothing, whatever comes of it', () => {
    const { breaker, trip, fail, succeed, throttle, advance, moves } = harness({
      mode: 'shadow',
      halfOpenMaxCalls: 1,
    })
    trip()
    fail()
    throttle(1)
    succeed(10)
    advance(60_000)
    const probe = breaker.acquire()
    succeed(10)
    fail(10)
    expect(moves().at(-1)).toBe('open>half-open due')
    breaker.settle(probe, 'failure')
    expect(moves().at(-1)).toBe('half-open>open probe-failed')
    expect(breaker.getStatus()).toMatchObject({ inFlight: 0 })
  })

  it('shadow: rejects nothing when forced or shut down', async () => {
    const { breaker } = harness({ mode: 'shadow' })
    breaker.forceOpen()
    expect(breaker.acquire()).not.toBe(REJECTED)
    await shutdown(breaker, AbortSignal.abort())
    expect(await breaker.call(() => 'answer')).toBe('answer')
  })

  it('off: admits everything and records nothing', async () => {
    const { breaker, fail, throttle } = harness({ mode: 'off' })
    fail(100)
    throttle(1_000)
    await expect(breaker.call(() => Promise.reject(new Error('down')))).rejects.toThrow('down')
    expect(breaker.getStatus()).toMatchObject({ state: 'closed', calls: 0, inFlight: 0 })
    expect(breaker.getStatus().metrics).toMatchObject({ totalRequests: 0, failures: 0 })
  })

  it('off: admits even when forced open', () => {
    const { breaker } = harness({ mode: 'off' })
    breaker.forceOpen()
    expect(breaker.acquire()).not.toBe(REJECTED)
  })

  it('shadow: a pause after the shutdown makes nothing late', () => {
    const { breaker } = harness({ mode: 'shadow' })
    void shutdown(breaker)
    const permit = breaker.acquire()
    breaker.pause(1)
    breaker.settle(permit, 'success')
    expect(breaker.getStatus().metrics).toMatchObject({ successes: 1, late: 0 })
  })

  it('shadow: a shutdown waits for what it let through meanwhile too', async () => {
    const { breaker } = harness({ mode: 'shadow' })
    const before = breaker.acquire()
    const done = shutdown(breaker)
    const after = breaker.acquire()
    breaker.settle(before, 'success')
    breaker.settle(after, 'success')
    await done
    expect(breaker.getStatus().inFlight).toBe(0)
  })
})

describe('bad input', () => {
  it('is a name that is no string, or empty', () => {
    for (const name of ['', 7, null, undefined, {}])
      expect(() => new CircuitBreaker(name as string)).toThrow(
        wording('name must be a non-empty string, got '),
      )
  })

  it('moves nothing, not even what is due', () => {
    const { breaker, trip, advance, moves } = harness()
    trip()
    advance(60_000)
    expect(() => breaker.forceOpen({ forMs: 0 })).toThrow(RangeError)
    expect(() => breaker.pause(-1)).toThrow(RangeError)
    expect(() => breaker.pause(1, 'probe-failed')).toThrow(RangeError)
    expect(moves()).toEqual(['closed>open failure-threshold'])
  })

  it.each(['failure-rate', 'probe-slow', '', Symbol('secret'), 7, null])(
    'refuses %s for an operator’s words, or it would be taken for a trip',
    reason => {
      const { breaker } = harness()
      const rule = wording('reason must be words of your own, not those of a rule, got ')
      expect(() => breaker.forceOpen({ reason: reason as string })).toThrow(rule)
      expect(() => breaker.pause(1, reason as string)).toThrow(rule)
      expect(breaker.state).toBe('closed')
    },
  )
})
