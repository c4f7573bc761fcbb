import { CircuitBreaker, isCircuitBreakerError, type Outcome } from '@recloser/core'
import { describe, expect, it } from 'vitest'
import { harness } from '../test/harness.ts'

const down = () => Promise.reject(new Error('down'))

describe('a call within a call of the same breaker', () => {
  const OPEN_MS = 1_000
  const probing = (slots: number) => {
    const setup = harness({
      failureThreshold: 1,
      openDurationMs: OPEN_MS,
      halfOpenMaxCalls: slots,
      successThreshold: slots,
    })
    setup.trip()
    setup.advance(OPEN_MS)
    return setup
  }

  it('uses its permit, by call or by wrap', async () => {
    const { breaker } = harness()
    const load = breaker.wrap(async () => 'answer')
    expect(await breaker.call(() => breaker.call(load))).toBe('answer')
    expect(await breaker.wrap(load)()).toBe('answer')
    expect(breaker.getStatus()).toMatchObject({ inFlight: 0, metrics: { totalRequests: 2, successes: 2 } })
  })

  it('is one: a second in the same function takes a permit of its own', async () => {
    const { breaker } = harness()
    await breaker.call(() => Promise.all([1, 2, 3].map(number => breaker.call(async () => number))))
    expect(breaker.getStatus().metrics).toMatchObject({ totalRequests: 3, successes: 3 })
  })

  it('is no more when the function has answered or thrown', async () => {
    const { breaker } = harness()
    const thrown = breaker.call(() => {
      throw new Error('down')
    })
    await Promise.allSettled([thrown, breaker.call(down), breaker.call(down)])
    expect(breaker.getStatus().metrics).toMatchObject({ totalRequests: 3, failures: 3 })
  })

  it('is a failure though the function around it hides that', async () => {
    const { breaker } = harness()
    expect(await breaker.call(() => breaker.call(down).catch(() => 'cached'))).toBe('cached')
    expect(breaker.getStatus().metrics).toMatchObject({ totalRequests: 1, failures: 1, successes: 0 })
  })

  it('that ends after the one around it decides for both, and marks no other', async () => {
    const { breaker } = harness()
    const { promise, reject } = Promise.withResolvers<string>()
    let inner: Promise<string> | undefined
    await breaker.call(async () => {
      inner = breaker.call(() => promise)
      return 'at once'
    })
    const next = breaker.call(() => new Promise(resolve => setImmediate(resolve)))
    reject(new Error('late'))
    await expect(inner).rejects.toThrow('late')
    await next
    expect(breaker.getStatus().metrics).toMatchObject({ totalRequests: 2, successes: 1, failures: 1 })
  })

  it.each([1, 3])(
    'lets a circuit with %i slots close, though somebody waits between the two',
    async slots => {
      const { breaker, advance } = probing(slots)
      const load = breaker.wrap(async () => 'answer')
      const page = breaker.wrap(async () => {
        await Promise.resolve()
        return load()
      })
      for (let round = 0; round < 3 * slots && !breaker.isClosed; round += 1) {
        await Promise.allSettled(Array.from({ length: slots }, page))
        advance(OPEN_MS)
      }
      expect(breaker.state).toBe('closed')
      expect(breaker.getStatus().inFlight).toBe(0)
    },
  )

  it('uses each probe once: whoever else comes is refused', async () => {
    const { breaker } = probing(1)
    const load = breaker.wrap(async () => 'answer')
    const page = async () => {
      await Promise.resolve()
      return load()
    }
    await expect(breaker.call(page)).rejects.toSatisfy(isCircuitBreakerError)
    const answers = await breaker.call(async () => {
      await Promise.resolve()
      return Promise.allSettled([load(), load(), load()])
    })
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
  })

  it('does not use the probe of another while none was refused for itself', async () => {
    const { breaker } = probing(1)
    const { promise, resolve } = Promise.withResolvers<string>()
    const probe = breaker.call(() => promise)
    await Promise.resolve()
    await expect(breaker.call(async () => 'other')).rejects.toSatisfy(isCircuitBreakerError)
    resolve('answer')
    await probe
  })

  const isRefused = async (breaker: CircuitBreaker) => {
    const { promise, resolve } = Promise.withResolvers<string>()
    const probe = breaker.call(() => promise)
    const other = await breaker.call(async () => 'other').catch((error: unknown) => error)
    resolve('answer')
    await probe
    return isCircuitBreakerError(other)
  }

  it.each([
    ['closed, by an error of its own', false, () => new Error('down')],
    ['closed, by a refusal of the same circuit', false, (breaker: CircuitBreaker) => breaker.rejection()],
    ['half-open, by a refusal of another circuit', true, () => new CircuitBreaker('other').rejection()],
  ])('does not use it either after a call failed while %s', async (_what, isProbe, errorOf) => {
    const { breaker, trip, advance } = harness({ failureThreshold: 2, openDurationMs: OPEN_MS })
    const halfOpen = () => {
      trip()
      advance(OPEN_MS)
      breaker.probeNow()
    }
    if (isProbe) halfOpen()
    await breaker.call(() => Promise.reject(errorOf(breaker))).catch(() => 'told')
    if (!isProbe) halfOpen()
    breaker.pause(OPEN_MS)
    breaker.probeNow()
    expect(await isRefused(breaker)).toBe(true)
  })

  /** A circuit in which an await was seen to hide one call from the other. */
  const seen = async (slots: number) => {
    const setup = probing(slots)
    const load = setup.breaker.wrap(async () => 'answer')
    const page = setup.breaker.wrap(async () => {
      await Promise.resolve()
      return load()
    })
    await Promise.allSettled(Array.from({ length: slots + 1 }, page))
    setup.breaker.pause(OPEN_MS)
    setup.advance(OPEN_MS)
    return setup
  }

  it('takes a slot of its own where one is free', async () => {
    const { breaker } = await seen(2)
    const { promise, resolve } = Promise.withResolvers<string>()
    const calls = [breaker.call(() => promise), breaker.call(() => promise)]
    expect(breaker.getStatus().inFlight).toBe(2)
    resolve('answer')
    await Promise.all(calls)
  })

  it('uses no probe that has ended', async () => {
    const { breaker } = await seen(1)
    await breaker.call(() => Promise.reject(new DOMException('gave up', 'AbortError'))).catch(() => 'told')
    const { promise, resolve } = Promise.withResolvers<string>()
    // What was kept of the ended one serves another circuit now.
    const elsewhere = new CircuitBreaker('other').call(() => promise)
    const calls = [1, 2, 3].map(() => breaker.call(() => promise))
    resolve('answer')
    await elsewhere
    const answers = await Promise.allSettled(calls)
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  })

  it('that ends after the probe that it used decides for it', async () => {
    const { breaker } = await seen(1)
    const { promise, reject } = Promise.withResolvers<string>()
    let inner: Promise<string> | undefined
    await breaker.call(async () => {
      await Promise.resolve()
      inner = breaker.call(() => promise)
      return 'at once'
    })
    expect(breaker.state).toBe('half-open')
    reject(new Error('late'))
    await expect(inner).rejects.toThrow('late')
    expect(breaker.getStatus()).toMatchObject({ state: 'open', reason: 'probe-failed', inFlight: 0 })
  })

  it.each([
    ['failed', 'throttled', 'failure', { failures: 1, throttled: 0 }],
    ['was throttled', 'throttled', 'success', { throttled: 1, successes: 0 }],
    ['was given up', 'success', 'ignored', { ignored: 1, successes: 0 }],
  ] as const)('%s: the worse of both is told', async (_what, inner, outer, told) => {
    const { breaker } = harness({ classify: ({ value }) => value as Outcome })
    await breaker.call(async () => {
      await breaker.call(() => inner)
      return outer
    })
    expect(breaker.getStatus().metrics).toMatchObject({ totalRequests: 1, ...told })
  })
})
