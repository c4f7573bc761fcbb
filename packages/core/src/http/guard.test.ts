import { CircuitBreaker, lastCalls } from '@recloser/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  answer,
  fail,
  HOST,
  held,
  metrics,
  NONE,
  refused,
  rejection,
  routed,
  start,
  USERS,
} from '../../test/http-harness.ts'
import type { HttpBreakersConfig } from './config.ts'

afterEach(() => vi.restoreAllMocks())

describe('one attempt', () => {
  it('passes the response through, by identity', async () => {
    const { get, breaker } = start()
    const response = new Response()
    expect(await get(async () => response)).toBe(response)
    expect(metrics(breaker(HOST))).toEqual({ ...NONE, successes: 1 })
  })

  it('passes what the client throws through, by identity', async () => {
    const { get, breaker } = start()
    for (const error of [new TypeError('fetch failed'), 'a string', undefined]) {
      await expect(get(fail(error))).rejects.toBe(error)
    }
    expect(metrics(breaker(HOST))).toEqual({ ...NONE, failures: 3 })
  })

  it('rejects where the client throws at once', async () => {
    const { get, breaker } = start()
    const error = new TypeError('fetch failed')
    const send = () => {
      throw error
    }
    await expect(get(send)).rejects.toBe(error)
    await expect(get(send, { options: false })).rejects.toBe(error)
    expect(metrics(breaker(HOST))).toEqual({ ...NONE, failures: 1 })
  })

  it('is in flight until it settles', async () => {
    const { get, breaker } = start()
    const { promise, resolve } = held()
    const call = get(() => promise)
    expect(breaker(HOST).getStatus().inFlight).toBe(1)
    resolve(new Response())
    await call
    expect(breaker(HOST).getStatus().inFlight).toBe(0)
  })

  it('trips the breaker with failures, the last of which gets its real response', async () => {
    const { get, breaker } = start()
    for (let call = 1; call <= 3; call++) expect((await get(answer(503))).status).toBe(503)
    const send = vi.fn(answer())
    const error = await rejection(get(send))
    expect(send).not.toHaveBeenCalled()
    expect(error).toMatchObject({ breakerName: HOST, reason: 'failure-threshold', retryAfterMs: 60_000 })
    expect(metrics(breaker(HOST))).toEqual({ ...NONE, failures: 3, rejected: 1 })
  })

  it('pauses for as long as a 429 says, and leaves the failure rate alone', async () => {
    const { get, breaker, advance } = start()
    await get(answer(429, { 'retry-after': '7' }))
    expect(await rejection(get())).toMatchObject({ reason: 'throttled', retryAfterMs: 7_000 })
    expect(breaker(HOST).getStatus()).toMatchObject({
      failureRate: 0,
      metrics: { throttled: 1, failures: 0 },
    })
    advance(7_000)
    expect((await get()).status).toBe(200)
  })

  it('stays open at least as long as the failure that trips says', async () => {
    const { get } = start({ failureThreshold: 1 })
    await get(answer(503, { 'retry-after': '120' }))
    expect(await rejection(get())).toMatchObject({ reason: 'failure-threshold', retryAfterMs: 120_000 })
  })

  it('is not lost to a waitMs that returns a bigint, with which nothing can be reckoned', async () => {
    // Found by the fuzz: the comparison took 5n, the sum threw, and with it went the response and a permit.
    vi.spyOn(console, 'error').mockReturnValue()
    const { get, breaker } = start({ waitMs: () => 5n as never })
    expect((await get(answer(429, { 'retry-after': '7' }))).status).toBe(429)
    expect(breaker(HOST).getStatus()).toMatchObject({ inFlight: 0, retryAfterMs: 7_000 })
  })

  it('ignores an abort by the caller and gives the probe back', async () => {
    const { get, breaker, advance } = start({ failureThreshold: 1, halfOpenMaxCalls: 1 })
    await get(answer(503))
    advance(60_000)
    const signal = AbortSignal.abort('changed my mind')
    await expect(get(fail('changed my mind'), { call: { signal } })).rejects.toBe('changed my mind')
    expect(breaker(HOST)).toMatchObject({ state: 'half-open', retryAfterMs: 0 })
  })

  it('ignores the rejection of a breaker inside', async () => {
    const { get, breaker } = start()
    const inner = new CircuitBreaker('inner')
    inner.forceOpen()
    await expect(get(() => inner.call(answer()))).rejects.toMatchObject({ breakerName: 'inner' })
    expect(metrics(breaker(HOST))).toEqual({ ...NONE, ignored: 1 })
  })

  it('settles late what was sent before the circuit moved on', async () => {
    const { get, breaker } = start({ failureThreshold: 1 })
    const { promise, resolve } = held()
    const slow = get(() => promise)
    await get(answer(503))
    resolve(new Response())
    await slow
    expect(metrics(breaker(HOST))).toEqual({ ...NONE, failures: 1, late: 1 })
  })
})

describe('the clock', () => {
  it('is read for what is measured, judged by duration, or asked of the user', async () => {
    type Timing = Pick<HttpBreakersConfig, 'measureDurations' | 'slowCallMs' | 'classify' | 'waitMs'>
    const reads = async (config: Timing) => {
      const { get, clock } = start({ failureWindow: lastCalls(10), measureDurations: false, ...config })
      const now = vi.spyOn(clock, 'now')
      await get()
      return now.mock.calls.length
    }
    expect(await reads({})).toBe(0)
    expect(await reads({ measureDurations: true })).toBe(2)
    expect(await reads({ slowCallMs: 100 })).toBe(2)
    expect(await reads({ classify: () => undefined })).toBe(2)
    expect(await reads({ waitMs: () => undefined })).toBe(2)
  })

  it('tells the classifier how long the attempt took', async () => {
    const classify = vi.fn(() => undefined)
    const { get, advance } = start({ classify, measureDurations: false })
    advance(1_000)
    await get(async () => {
      advance(30)
      return new Response()
    })
    expect(classify).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ durationMs: 30, status: 200 }))
  })
})

describe('a clock that throws', () => {
  /** One that works until the breakers are to be asked so many times. */
  const failing = (after: number) => {
    // The configuration reads it once, to see that it is a clock.
    let left = Infinity
    const clock = {
      now: () => {
        left -= 1
        if (left < 0) throw new Error('no clock')
        return 0
      },
    }
    const mend = () => {
      left = Infinity
    }
    const started = start({ ...routed, clock })
    left = after
    return { ...started, mend }
  }

  it.each([0, 1, 2, 3, 4, 5])('leaves nothing in flight, be it at its reading %i', async after => {
    vi.spyOn(console, 'error').mockReturnValue()
    const { get, breakers, mend } = failing(after)
    await get(answer(503), { path: '/users/7' }).catch(() => undefined)
    mend()
    for (const breaker of breakers.manager)
      expect(breaker.getStatus()).toMatchObject({ name: breaker.name, inFlight: 0 })
  })

  it('does not take the answer from the caller once the request is sent', async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    const { get } = failing(1)
    expect((await get(answer(503), { path: '/users/7' })).status).toBe(503)
  })
})

describe('a mistake in an adapter', () => {
  // Each its own: of one function only the first error is told.
  const broken = () => () => {
    throw new Error('read')
  }

  it('in reading a response is reported; a response came, and the permit is settled', async () => {
    const error = vi.spyOn(console, 'error').mockReturnValue()
    const { get, breaker } = start()
    expect((await get(answer(503), { transport: { readResponse: broken() } })).status).toBe(503)
    expect(metrics(breaker(HOST))).toEqual({ ...NONE, successes: 1 })
    expect(error).toHaveBeenCalledOnce()
  })

  it('in reading an error is reported; it counts as a network error', async () => {
    const error = vi.spyOn(console, 'error').mockReturnValue()
    const { get, breaker } = start(routed)
    await expect(get(fail('thrown'), { transport: { readError: broken() } })).rejects.toBe('thrown')
    expect(metrics(breaker(HOST))).toEqual({ ...NONE, failures: 1 })
    expect(error).toHaveBeenCalledOnce()
    // As of any network error, the host is to blame for a failed connection.
    const options = { path: '/users/7', transport: { readError: broken() } }
    await expect(get(fail(refused()), options)).rejects.toThrow('fetch failed')
    expect(metrics(breaker(HOST))).toEqual({ ...NONE, failures: 2 })
    expect(metrics(breaker(USERS))).toEqual({ ...NONE, ignored: 1 })
  })

  it('that reads nothing at all is reported, and decides nothing', async () => {
    const error = vi.spyOn(console, 'error').mockReturnValue()
    const { get, breaker } = start(routed)
    await get(answer(), { path: '/users/7', transport: { readResponse: (() => undefined) as never } })
    for (const name of [HOST, USERS]) expect(metrics(breaker(name))).toEqual({ ...NONE, ignored: 1 })
    expect(error).toHaveBeenCalledOnce()
  })
})

describe('under a mixed load', () => {
  it('leaves nothing in flight, and books each call once', async () => {
    const { get, breaker, advance } = start({
      ...routed,
      failureThreshold: false,
      failureRateThreshold: false,
    })
    const ends = [
      answer(),
      answer(503),
      answer(429),
      fail(refused()),
      fail(new DOMException('', 'TimeoutError')),
      fail(new DOMException('', 'AbortError')),
    ]
    const calls = Array.from({ length: 300 }, (_, index) => {
      advance(1)
      return get(ends[index % ends.length], { path: index % 2 ? '/users/7' : '/' })
    })
    await Promise.allSettled(calls)
    for (const name of [HOST, USERS]) {
      const { inFlight, metrics: totals } = breaker(name).getStatus()
      const { successes, failures, ignored, throttled, late } = totals
      expect(inFlight).toBe(0)
      expect(successes + failures + ignored + throttled + late).toBe(totals.totalRequests)
    }
    expect(breaker(HOST).getStatus().metrics.totalRequests).toBe(300)
    expect(breaker(USERS).getStatus().metrics.totalRequests).toBe(150)
  })
})

describe('what is secret', () => {
  it('stands in no name, event, status or field of a rejection', async () => {
    const { get, breakers } = start({ failureThreshold: 1 })
    const seen: unknown[] = []
    for (const type of ['transition', 'rejected', 'settled'] as const)
      breakers.manager.on(type, event => seen.push(event))
    const url = 'https://u:p4ss@H.example:443/a?token=SECRET#x'
    await get(answer(503), { url })
    const error = await rejection(get(answer(), { url }))
    seen.push(Object.entries(error), error.message, error.stack, breakers.manager.getSystemStatus())
    expect(seen.length).toBeGreaterThan(4)
    expect(JSON.stringify(seen)).toContain('h.example')
    expect(JSON.stringify(seen)).not.toMatch(/p4ss|SECRET|u:|\?|#/)
  })
})
