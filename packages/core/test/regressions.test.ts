/*
 * What failed in the wild: each test tells the story of one input that once did the wrong thing. The pages of
 * docs/discoveries say where it was seen, and which other members of its kind were tried.
 */
import {
  CircuitBreaker,
  CircuitBreakerError,
  CircuitBreakerManager,
  callWithSignal,
  isCircuitBreakerError,
  lastCalls,
  REJECTED,
  restore,
  shutdown,
  shutdownAll,
  toSnapshot,
  wake,
} from '@recloser/core'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { harness } from './harness.ts'

const quietly = () => {
  const reported = vi.spyOn(console, 'error').mockReturnValue()
  onTestFinished(() => reported.mockRestore())
  return reported
}

describe('silence', () => {
  it.each([
    ['61 s, one after the other, in a window of 60 s', 60_000, 61_000, 1],
    ['15 s, one after the other, in a window of 10 s', 10_000, 15_000, 1],
    ['300 s, four at once, in a window of 60 s', 60_000, 300_000, 4],
  ])(
    'is no silence while calls are under way: failures that take %s open at five',
    (_what, failureWindowMs, takesMs, atOnce) => {
      const { breaker, advance } = harness({ failureWindowMs, failureRateThreshold: false })
      for (let failures = 0; failures < 5; ) {
        const permits = Array.from({ length: atOnce }, () => breaker.acquire())
        advance(takesMs)
        for (const permit of permits) {
          expect(breaker.state).toBe('closed')
          breaker.settle(permit, 'failure')
          failures += 1
          if (failures === 5) break
        }
      }
      expect(breaker.state).toBe('open')
    },
  )

  it('starts the run anew when nobody called for longer than the window', () => {
    const { breaker, fail, advance } = harness()
    fail(4)
    advance(60_001)
    fail(4)
    expect(breaker.state).toBe('closed')
    fail(1)
    expect(breaker.state).toBe('open')
  })

  it('does not begin while calls end that decide nothing, on time or late', () => {
    const { breaker, fail, ignore, advance } = harness()
    fail(4)
    advance(50_000)
    ignore()
    advance(50_000)
    ignore()
    fail(1)
    expect(breaker.state).toBe('open')
  })
})

describe('a call that the caller gave up', () => {
  it('is known to be slow when it had lasted slowCallMs, and opens by the rule of slow calls', () => {
    const { breaker } = harness({ slowCallMs: 1_000, minRequestsForRate: 4 })
    for (let call = 0; call < 4; call += 1) breaker.settle(breaker.acquire(), 'ignored', 1_000)
    expect(breaker.getStatus()).toMatchObject({ state: 'open', reason: 'slow-call-rate', failureCount: 0 })
    expect(breaker.getStatus().metrics).toMatchObject({ ignored: 4, slow: 4 })
  })

  it('decides nothing when it was given up earlier', () => {
    const { breaker } = harness({ slowCallMs: 1_000, minRequestsForRate: 1 })
    breaker.settle(breaker.acquire(), 'ignored', 999)
    expect(breaker.getStatus()).toMatchObject({ state: 'closed', calls: 0 })
  })

  it('reopens as a slow probe', () => {
    const { breaker, trip, advance, moves } = harness({ slowCallMs: 1_000 })
    trip()
    advance(60_000)
    breaker.settle(breaker.acquire(), 'ignored', 5_000)
    expect(moves().at(-1)).toBe('half-open>open probe-slow')
  })
})

describe('the default verdict of call', () => {
  const cancelled = async (error: unknown) => {
    const breaker = new CircuitBreaker('payments', { failureThreshold: 1 })
    await breaker.call(() => Promise.reject(error)).catch(() => undefined)
    return breaker.getStatus().metrics
  }
  class APIUserAbortError extends Error {}
  const aborted = new DOMException('This operation was aborted', 'AbortError')
  const rejection = new CircuitBreakerError({
    breakerName: 'inner',
    state: 'open',
    reason: 'failure-rate',
    retryAfterMs: 1,
  })
  const circle: { cause?: unknown } = {}
  circle.cause = circle

  it.each([
    ['an AbortError', aborted],
    [
      'axios’ CanceledError',
      Object.assign(new Error('canceled'), { name: 'CanceledError', code: 'ERR_CANCELED' }),
    ],
    ['Node’s ABORT_ERR', Object.assign(new Error('aborted'), { code: 'ABORT_ERR' })],
    ['the user abort of an SDK', new APIUserAbortError('Request was aborted.')],
    ['an abort that a client wrapped', new Error('Connection error.', { cause: aborted })],
    ['a rejection that a client wrapped', new Error('Connection error.', { cause: rejection })],
    ['a rejection wrapped twice', new Error('a', { cause: new Error('b', { cause: rejection }) })],
  ])('ignores %s', async (_what, error) => {
    expect(await cancelled(error)).toMatchObject({ ignored: 1, failures: 0 })
  })

  it.each([
    ['a time-out', new DOMException('timed out', 'TimeoutError')],
    [
      'an abort because of a time-out',
      Object.assign(new Error('x', { cause: new DOMException('', 'TimeoutError') }), { name: 'AbortError' }),
    ],
    [
      'an abort with the code of a time-out',
      Object.assign(new Error('x'), { name: 'AbortError', code: 'ETIMEDOUT' }),
    ],
    ['a circle of causes', circle],
    ['a text', 'AbortError'],
    ['a revoked proxy', revoked()],
    [
      'an error whose name throws',
      {
        get name() {
          throw new Error('no')
        },
      },
    ],
  ])('counts %s as a failure', async (_what, error) => {
    expect(await cancelled(error)).toMatchObject({ ignored: 0, failures: 1 })
  })

  it('ignores whatever a function rejects with once the signal of callWithSignal has aborted', async () => {
    const { breaker } = harness({ failureThreshold: 1 })
    const controller = new AbortController()
    const call = callWithSignal(breaker, controller.signal, async () => {
      controller.abort('I changed my mind')
      throw new Error('socket hang up')
    })
    await expect(call).rejects.toThrow('socket hang up')
    expect(breaker.getStatus().metrics).toMatchObject({ ignored: 1, failures: 0 })
  })

  it('counts a signal that aborts by a time-out as a failure', async () => {
    const { breaker } = harness({ failureThreshold: 1 })
    const controller = new AbortController()
    const call = callWithSignal(breaker, controller.signal, async () => {
      controller.abort(new DOMException('too late', 'TimeoutError'))
      throw new Error('canceled')
    })
    await expect(call).rejects.toThrow('canceled')
    expect(breaker.state).toBe('open')
    await expect(callWithSignal(breaker, new AbortController().signal, () => 1)).rejects.toSatisfy(
      isCircuitBreakerError,
    )
  })

  it('makes no call and takes no permit for a signal that is over before', async () => {
    const { breaker } = harness()
    const fn = vi.fn()
    await expect(callWithSignal(breaker, AbortSignal.abort('over'), fn)).rejects.toBe('over')
    expect(fn).not.toHaveBeenCalled()
    expect(breaker.getStatus().metrics.totalRequests).toBe(0)
  })

  it('measures and passes on what the function returns with its arguments', async () => {
    const { breaker } = harness()
    const { signal } = new AbortController()
    expect(await callWithSignal(breaker, signal, (left: number, right: number) => left + right, 2, 3)).toBe(5)
    expect(breaker.getStatus().metrics).toMatchObject({ successes: 1, averageResponseTimeMs: 0 })
    await expect(callWithSignal(breaker, signal, () => Promise.reject(new Error('down')))).rejects.toThrow(
      'down',
    )
    expect(breaker.getStatus().metrics).toMatchObject({ failures: 1 })
  })
})

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

describe('waits that were asked for', () => {
  it('end when the server said: a retry of the client comes back at that very moment', () => {
    const { breaker, throttle, advance } = harness({ jitter: 0.1, random: () => 0.9 })
    throttle(1_000)
    advance(1_000)
    expect(breaker.acquire()).not.toBe(REJECTED)
  })

  it('last as long as the longest that is still running says, however late it comes', () => {
    const { breaker, advance } = harness()
    const [first, ...others] = Array.from({ length: 10 }, () => breaker.acquire())
    breaker.settle(first as number, 'throttled', 0, 1_000)
    for (const permit of others) breaker.settle(permit, 'throttled', 0, 60_000)
    expect(breaker.retryAfterMs).toBe(60_000)
    expect(breaker.getStatus()).toMatchObject({ reason: 'throttled', metrics: { throttled: 1, late: 9 } })
    advance(60_000)
    expect(breaker.state).toBe('half-open')
  })

  it('that come late lengthen no forced period, shorten none, and open nothing', () => {
    const { breaker, trip } = harness()
    const [late, later] = [breaker.acquire(), breaker.acquire()]
    trip()
    breaker.settle(late, 'failure', 0, 5_000)
    expect(breaker.retryAfterMs).toBe(60_000)
    breaker.forceOpen()
    breaker.settle(later, 'throttled', 0, 90_000)
    expect(breaker.retryAfterMs).toBeUndefined()
    breaker.forceClose()
    expect(breaker.state).toBe('closed')
  })

  it('hold until they are over, though another failure of the run trips', () => {
    const { breaker, fail, advance } = harness()
    fail(1, 240_000)
    fail(3)
    advance(10_000)
    fail(1)
    expect(breaker.getStatus()).toMatchObject({ reason: 'failure-threshold', retryAfterMs: 230_000 })
  })

  it('of an earlier run, or that are over, hold nothing', () => {
    const { breaker, fail, succeed, advance } = harness()
    fail(1, 240_000)
    succeed()
    fail(5)
    expect(breaker.retryAfterMs).toBe(60_000)
    const other = harness({ openDurationMs: 1_000 })
    other.fail(1, 2_000)
    other.advance(5_000)
    other.throttle()
    expect(other.breaker.retryAfterMs).toBe(1_000)
    advance(1)
  })
})

describe('half-open with a bad instance behind it', () => {
  it('halfOpenFailureThreshold: bears a failed probe, and closes by enough that succeed', () => {
    const { breaker, trip, advance, succeed, fail, moves } = harness({ halfOpenFailureThreshold: 2 })
    trip()
    advance(60_000)
    fail()
    expect(breaker.state).toBe('half-open')
    succeed(3)
    expect(moves().slice(1)).toEqual(['open>half-open due', 'half-open>closed probes-succeeded'])
  })

  it('reopens at so many, slow ones among them', () => {
    const { breaker, trip, advance, fail, moves } = harness({ halfOpenFailureThreshold: 2, slowCallMs: 100 })
    trip()
    advance(60_000)
    fail()
    breaker.settle(breaker.acquire(), 'success', 100)
    expect(moves().at(-1)).toBe('half-open>open probe-slow')
    advance(120_000)
    fail()
    expect(breaker.state).toBe('half-open')
  })
})

describe('what a user hands in', () => {
  it('may be a classifier that is async: it is told, the default is used, and nothing is left unhandled', async () => {
    const reported = quietly()
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    onTestFinished(() => void process.off('unhandledRejection', unhandled))
    const classify = (async () => {
      throw new Error('later')
    }) as never
    const breaker = new CircuitBreaker('payments', { classify })
    expect(await breaker.call(() => 'answer')).toBe('answer')
    await new Promise(resolve => setImmediate(resolve))
    expect(breaker.getStatus().metrics.successes).toBe(1)
    expect(reported).toHaveBeenCalledOnce()
    expect(unhandled).not.toHaveBeenCalled()
  })

  it('may be a random that throws or says NaN: the period is as long as it should be', () => {
    quietly()
    for (const random of [
      () => Number.NaN,
      () => {
        throw new Error('no chance')
      },
    ]) {
      const { breaker, trip } = harness({ random, jitter: 0.1 })
      trip()
      expect(breaker.retryAfterMs).toBeGreaterThanOrEqual(60_000)
      expect(breaker.retryAfterMs).toBeLessThanOrEqual(66_000)
    }
  })

  it('may be a clock that breaks: the caller hears of it, and nothing stays in flight', async () => {
    let isBroken = false
    const now = () => {
      if (isBroken) throw new Error('no time')
      return 0
    }
    const breaker = new CircuitBreaker('payments', { clock: { now } })
    const answer = breaker.call(async () => 'answer')
    isBroken = true
    await expect(answer).rejects.toThrow('no time')
    expect(() => breaker.call(() => 1)).toThrow('no time')
    isBroken = false
    expect(breaker.getStatus()).toMatchObject({ inFlight: 0, metrics: { ignored: 2 } })
  })

  it('follows the clock that test tools put in place of another, before or after', () => {
    const now = vi.spyOn(performance, 'now')
    onTestFinished(() => now.mockRestore())
    const breaker = new CircuitBreaker('payments', { failureThreshold: 1, jitter: 0 })
    now.mockReturnValue(1_000)
    breaker.settle(breaker.acquire(), 'failure')
    now.mockReturnValue(61_000)
    expect(breaker.state).toBe('half-open')
  })

  it('moves by the fake timers of Vitest, switched on after the breaker was made', () => {
    const breaker = new CircuitBreaker('payments', { failureThreshold: 1, jitter: 0 })
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    breaker.settle(breaker.acquire(), 'failure')
    vi.advanceTimersByTime(60_000)
    expect(breaker.state).toBe('half-open')
  })
})

describe('delivery', () => {
  it('goes on after the stack has ended in the midst of it, for every breaker of the process', () => {
    quietly()
    const [one, other] = [new CircuitBreaker('one'), new CircuitBreaker('other')]
    const heard: string[] = []
    other.on('transition', ({ reason }) => heard.push(reason))
    const overflow = (): void => {
      try {
        one.forceOpen()
        one.forceClose()
      } finally {
        overflow()
      }
    }
    one.on('transition', () => undefined)
    expect(overflow).toThrow(RangeError)
    other.forceOpen()
    other.forceClose()
    expect(heard).toContain('forced')
  })

  it('tells of an open period that ends at another time than it would have', () => {
    const { breaker, trip } = harness()
    const heard: unknown[] = []
    breaker.on('rescheduled', ({ reason, retryAfterMs }) => heard.push([reason, retryAfterMs]))
    trip()
    breaker.pause(90_000)
    breaker.forceOpen()
    breaker.forceOpen({ forMs: 1_000, reason: 'migration' })
    expect(heard).toEqual([
      ['paused', 90_000],
      ['forced', undefined],
      ['migration', 1_000],
    ])
  })

  it('tells of a wait that a sleep made shorter', () => {
    const { breaker } = harness()
    const heard: unknown[] = []
    breaker.pause(90_000)
    breaker.on('rescheduled', ({ reason, retryAfterMs }) => heard.push([reason, retryAfterMs]))
    wake(breaker, 30_000)
    expect(heard).toEqual([['due', 60_000]])
  })
})

describe('restoring over what an operator did', () => {
  const snapshotOf = (waitMs: number) => ({
    version: 1,
    at: 0,
    breakers: [{ name: 'payments', reason: 'failure-rate', waitMs, trips: 2, backoffMs: 1_000 }],
  })
  const start = () => {
    const clock = { time: 0, now: () => clock.time }
    return { clock, manager: new CircuitBreakerManager({ defaults: { clock, jitter: 0 } }) }
  }

  it('keeps the stricter of both: force, the longer wait, what was asked, the trips', () => {
    const { manager } = start()
    const breaker = manager.create('payments')
    breaker.forceOpen({ forMs: 5_000 })
    restore(manager, snapshotOf(60_000), 0)
    expect(breaker.getStatus()).toMatchObject({ forced: true, retryAfterMs: 60_000, currentBackoffMs: 1_000 })
    breaker.probeNow()
    expect(breaker.state).toBe('open')

    breaker.forceOpen()
    restore(manager, snapshotOf(90_000), 0)
    expect(breaker.retryAfterMs).toBeUndefined()
  })

  it('keeps a pause that is over later than what was asked for in the snapshot', () => {
    const { manager } = start()
    const breaker = manager.create('payments')
    breaker.pause(30_000)
    restore(manager, snapshotOf(60_000), 0)
    wake(breaker)
    expect(breaker.retryAfterMs).toBe(60_000)
  })

  it('leaves what was shut down shut, under create too', async () => {
    const { manager } = start()
    restore(manager, snapshotOf(60_000), 0)
    const restored = manager.get('payments')
    await shutdown(restored as CircuitBreaker)
    const breaker = manager.create('payments')
    breaker.forceClose()
    expect(breaker.acquire()).toBe(REJECTED)
    expect(toSnapshot(manager).breakers).toEqual([])
  })
})

describe('after shutdownAll', () => {
  it('a breaker that is made anew rejects too', async () => {
    const manager = new CircuitBreakerManager()
    manager.create('early')
    await manager.shutdownAll()
    for (const breaker of [manager.getOrCreate('late'), manager.create('later')]) {
      await expect(breaker.call(() => 1)).rejects.toMatchObject({ reason: 'shutdown' })
    }
    await shutdownAll(manager, AbortSignal.abort())
    expect(manager.getOpenBreakers()).toEqual(['early', 'late', 'later'])
  })
})

describe('what load makes long', () => {
  const steps = (count: number): number => {
    const { breaker, trip, advance } = harness({ halfOpenMaxCalls: count, successThreshold: count + 1 })
    trip()
    advance(60_000)
    const permits = Array.from({ length: count }, () => breaker.acquire())
    const undo = permits.map(() => breaker.on('settled', () => undefined))
    const start = performance.now()
    for (const permit of permits) breaker.settle(permit, 'success')
    for (const off of undo) off()
    return performance.now() - start
  }

  it('costs in proportion: twenty thousand probes settled in order, as many listeners undone', () => {
    steps(500)
    // Each settles before as many listeners: quadratic in what is heard, so the count is small, and the probes have none.
    const { breaker, trip, advance } = harness({ halfOpenMaxCalls: 20_000, successThreshold: 20_001 })
    trip()
    advance(60_000)
    const permits = Array.from({ length: 20_000 }, () => breaker.acquire())
    expect(new Set(permits).size).toBe(20_000)
    for (const permit of permits) breaker.settle(permit, 'success')
    expect(breaker.getStatus()).toMatchObject({ state: 'half-open', inFlight: 0 })
  })
})

it('a window of calls judges as the window of time does', () => {
  const { breaker, fail } = harness({ failureWindow: lastCalls(10), failureThreshold: false })
  fail(9)
  expect(breaker.state).toBe('closed')
  fail(1)
  expect(breaker.state).toBe('open')
})
