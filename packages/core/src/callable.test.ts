import { CircuitBreaker, CircuitBreakerError, isCircuitBreakerError } from '@recloser/core'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { harness } from '../test/harness.ts'
import { wording } from '../test/wording.ts'

const down = () => Promise.reject(new Error('down'))

describe('call', () => {
  it('answers with what the function returns, a promise or not, and passes the arguments on', async () => {
    const { breaker } = harness()
    expect(await breaker.call((left: number, right: number) => left + right, 2, 3)).toBe(5)
    expect(await breaker.call(async (word: string) => word, 'async')).toBe('async')
    expect(breaker.getStatus().metrics.successes).toBe(2)
  })

  it('rejects with the very error that the function rejects with, or throws', async () => {
    const { breaker } = harness()
    const error = new Error('down')
    await expect(breaker.call(() => Promise.reject(error))).rejects.toBe(error)
    const thrown = breaker.call(() => {
      throw error
    })
    await expect(thrown).rejects.toBe(error)
    expect(breaker.getStatus().metrics.failures).toBe(2)
  })

  it('takes a thenable for a promise', async () => {
    const { breaker } = harness()
    // biome-ignore lint/suspicious/noThenProperty: a thenable is what the test is about
    const thenable = { then: (resolve: (value: string) => void) => resolve('answer') } as PromiseLike<string>
    expect(await breaker.call(() => thenable)).toBe('answer')
  })

  it('passes a value on that is falsy, an error that is undefined too', async () => {
    const { breaker } = harness()
    expect(await breaker.call(() => undefined)).toBeUndefined()
    await expect(breaker.call(() => Promise.reject(undefined))).rejects.toBeUndefined()
    expect(breaker.getStatus().metrics).toMatchObject({ successes: 1, failures: 1 })
  })

  it('rejects without calling while the circuit is open, and says when to come back', async () => {
    const { breaker, trip } = harness()
    trip()
    const fn = vi.fn()
    const error = await breaker.call(fn).catch((reason: unknown) => reason)
    expect(fn).not.toHaveBeenCalled()
    expect(error).toBeInstanceOf(CircuitBreakerError)
    expect(error).toMatchObject({
      name: 'CircuitBreakerError',
      code: 'ERR_CIRCUIT_OPEN',
      breakerName: 'payments',
      state: 'open',
      reason: 'failure-threshold',
      retryAfterMs: 60_000,
      message: 'Circuit breaker "payments" is open (failure-threshold), retry in 60 s',
    })
  })

  it('rejects a non-function without taking a permit', async () => {
    const { breaker } = harness()
    await expect(breaker.call('fetch' as never)).rejects.toThrow(
      new TypeError(wording('fn must be a function, got string')),
    )
    expect(breaker.getStatus().metrics.totalRequests).toBe(0)
  })

  it('counts in flight until the promise settles', async () => {
    const { breaker } = harness()
    let answerWith: (value: string) => void = () => undefined
    const answer = breaker.call(() => new Promise<string>(resolve => (answerWith = resolve)))
    expect(breaker.getStatus().inFlight).toBe(1)
    answerWith('answer')
    await answer
    expect(breaker.getStatus().inFlight).toBe(0)
  })

  it('has settled when its promise does', async () => {
    const { breaker } = harness({ failureThreshold: 1 })
    const seen = await breaker.call(down).catch(() => breaker.state)
    expect(seen).toBe('open')
  })

  it('leaves a rejection that nobody handles to be reported as unhandled, once', async () => {
    const unhandled: unknown[] = []
    const listeners = process.listeners('unhandledRejection')
    const note = (reason: unknown) => unhandled.push(reason)
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', note)
    onTestFinished(() => {
      process.removeAllListeners('unhandledRejection')
      for (const listener of listeners) process.on('unhandledRejection', listener)
    })
    const { breaker } = harness({ failureThreshold: 1 })
    const error = new Error('nobody handles me')
    void breaker.call(() => Promise.reject(error))
    await new Promise(setImmediate)
    void breaker.call(() => 1)
    await new Promise(setImmediate)
    expect(unhandled[0]).toBe(error)
    expect(isCircuitBreakerError(unhandled[1])).toBe(true)
    expect(unhandled).toHaveLength(2)
  })

  it('settles, and passes on the very error, when it throws to whoever looks at it', async () => {
    const { breaker } = harness()
    const { proxy: error, revoke } = Proxy.revocable({}, {})
    revoke()
    const caught = await breaker.call(() => Promise.reject(error)).catch((reason: unknown) => [reason])
    expect(caught[0] === error).toBe(true)
    expect(breaker.getStatus()).toMatchObject({ inFlight: 0, metrics: { failures: 1 } })
  })

  it('settles once when a promise’s own then calls back twice', async () => {
    const { breaker } = harness()
    const promise = Promise.resolve('answer')
    // biome-ignore lint/suspicious/noThenProperty: such a promise is what the test is about
    promise.then = (resolve => {
      void resolve?.('answer')
      void resolve?.('again')
    }) as typeof promise.then
    expect(await breaker.call(() => promise)).toBe('answer')
    expect(breaker.getStatus()).toMatchObject({ inFlight: 0, metrics: { successes: 1, totalRequests: 1 } })
  })

  it('never shows what it was given in place of a function', async () => {
    const { breaker } = harness()
    await expect(breaker.call('https://user:secret@example.com/?token=1' as never)).rejects.toThrow(
      new TypeError(wording('fn must be a function, got string')),
    )
  })
})

describe('measureDurations', () => {
  it('measures calls on the clock, and averages all but the ignored', async () => {
    const { breaker, advance } = harness()
    const lasting =
      (ms: number, act: () => unknown = () => undefined) =>
      () => {
        advance(ms)
        return act()
      }
    await breaker.call(lasting(100))
    await breaker.call(lasting(200, () => Promise.reject(new Error('down')))).catch(() => undefined)
    await breaker
      .call(lasting(9_000, () => Promise.reject(new DOMException('stop', 'AbortError'))))
      .catch(() => undefined)
    expect(breaker.getStatus().metrics.averageResponseTimeMs).toBe(150)
  })

  it('false: leaves averageResponseTimeMs absent', async () => {
    const { breaker } = harness({ measureDurations: false })
    await breaker.call(() => 'answer')
    expect(breaker.getStatus().metrics.averageResponseTimeMs).toBeUndefined()
    expect(JSON.stringify(breaker.getStatus())).not.toContain('averageResponseTimeMs')
  })

  it('false: still counts the calls', async () => {
    const { breaker } = harness({ measureDurations: false, failureThreshold: 1 })
    await breaker.call(() => 1)
    expect(breaker.getStatus()).toMatchObject({ inFlight: 0, metrics: { successes: 1 } })
    await breaker.call(down).catch(() => 'caught')
    expect(breaker.state).toBe('open')
  })

  it('false: still times the calls that the slow rule judges', async () => {
    const { breaker, advance } = harness({ measureDurations: false, slowCallMs: 100, minRequestsForRate: 1 })
    await breaker.call(() => advance(100))
    expect(breaker.getStatus().reason).toBe('slow-call-rate')
  })
})

describe('classify', () => {
  it('by default ignores an AbortError and another breaker’s rejection', async () => {
    const { breaker } = harness({ failureThreshold: 1 })
    const inner = new CircuitBreaker('inner')
    inner.forceOpen()
    await breaker.call(() => Promise.reject(new DOMException('stop', 'AbortError'))).catch(() => undefined)
    await breaker.call(() => inner.call(down)).catch(() => undefined)
    expect(breaker.getStatus()).toMatchObject({ state: 'closed', metrics: { ignored: 2, failures: 0 } })
  })

  const verdictOn = async (error: unknown) => {
    const { breaker } = harness()
    await breaker.call(() => Promise.reject(error)).catch(() => 'told')
    const { ignored, failures } = breaker.getStatus().metrics
    return { ignored, failures }
  }
  const ignored = { ignored: 1, failures: 0 }
  const failed = { ignored: 0, failures: 1 }

  it.each(['AbortError', 'CancelError', 'CanceledError', 'CancelledError', 'APIUserAbortError'])(
    'by default knows a cancellation by the name %s, of an object without a class too',
    async name => {
      expect(await verdictOn(Object.assign(new Error(), { name }))).toEqual(ignored)
      expect(await verdictOn(Object.assign(Object.create(null), { name }))).toEqual(ignored)
    },
  )

  it('by default looks at an error and four causes, no deeper', async () => {
    const caused = (depth: number): Error =>
      depth === 0
        ? new DOMException('gave up', 'AbortError')
        : new Error('wrapped', { cause: caused(depth - 1) })
    expect(await verdictOn(caused(4))).toEqual(ignored)
    expect(await verdictOn(caused(5))).toEqual(failed)
  })

  it('by default takes whatever else is thrown for a failure', async () => {
    const { breaker } = harness()
    for (const error of [new Error('down'), 'down', null, undefined, 0, { name: 'Abort' }]) {
      await breaker.call(() => Promise.reject(error)).catch(() => undefined)
    }
    expect(breaker.getStatus().metrics.failures).toBe(5)
  })

  it('decides about values and errors', async () => {
    const { breaker } = harness({
      classify: result => {
        if ('error' in result) return result.error === 'mine' ? 'ignored' : 'failure'
        return result.value === 'poisoned' ? 'failure' : 'success'
      },
    })
    expect(await breaker.call(() => 'poisoned')).toBe('poisoned')
    await breaker.call(() => 'fine')
    await breaker.call(() => Promise.reject('mine')).catch(() => undefined)
    expect(breaker.getStatus().metrics).toMatchObject({ successes: 1, failures: 1, ignored: 1 })
  })

  it('may throttle', async () => {
    const { breaker } = harness({ classify: () => 'throttled' })
    await breaker.call(() => 'later')
    expect(breaker.getStatus()).toMatchObject({ state: 'open', reason: 'throttled' })
  })

  it.each([
    ['throws', () => JSON.parse('{')],
    ['answers with no outcome', () => 'fine'],
    ['answers with nothing', () => undefined],
  ])('that %s is reported once, and the default decides', async (_what, classify) => {
    const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    onTestFinished(() => reported.mockRestore())
    const { breaker } = harness({ classify: classify as never })
    expect(await breaker.call(() => 'answer')).toBe('answer')
    await expect(breaker.call(down)).rejects.toThrow('down')
    expect(reported).toHaveBeenCalledOnce()
    expect(breaker.getStatus().metrics).toMatchObject({ successes: 1, failures: 1 })
  })

  it('that answers with no outcome is told what to answer with', async () => {
    const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    onTestFinished(() => reported.mockRestore())
    await harness({ classify: (() => true) as never }).breaker.call(() => 'answer')
    expect(reported).toHaveBeenCalledExactlyOnceWith(
      new RangeError(wording('classify must return success, failure, ignored or throttled, got true')),
    )
  })
})

describe('wrap', () => {
  it('makes a function of the same signature', async () => {
    const { breaker } = harness()
    const add = breaker.wrap((left: number, right: string) => `${left}${right}`)
    expect(await add(1, 'a')).toBe('1a')
    expect(breaker.getStatus().metrics.successes).toBe(1)
  })

  it('keeps the this it is called with, for the function and the fallback', async () => {
    const { breaker } = harness()
    const service = {
      url: 'example',
      load: breaker.wrap(
        async function (this: { url: string }) {
          return this.url
        },
        {
          fallback: function (this: { url: string }) {
            return `cached ${this.url}`
          },
        },
      ),
    }
    expect(await service.load()).toBe('example')
    breaker.forceOpen()
    expect(await service.load()).toBe('cached example')
  })

  it('falls back on a rejection, with the rejection and the arguments', async () => {
    const { breaker, trip } = harness()
    const load = breaker.wrap(async (id: number) => `user ${id}`, {
      fallback: (rejection, id) => `cached ${id}, ${rejection.retryAfterMs}`,
    })
    trip()
    expect(await load(7)).toBe('cached 7, 60000')
  })

  it('falls back on rejections only, never on failures, nor on an inner breaker’s rejection', async () => {
    const { breaker } = harness()
    const inner = new CircuitBreaker('inner')
    inner.forceOpen()
    const fallback = vi.fn()
    await expect(breaker.wrap(down, { fallback })()).rejects.toThrow('down')
    await expect(breaker.wrap(() => inner.call(down), { fallback })()).rejects.toMatchObject({
      breakerName: 'inner',
    })
    expect(fallback).not.toHaveBeenCalled()
  })

  it('rejects with what the fallback throws or rejects with', async () => {
    const { breaker } = harness()
    breaker.forceOpen()
    const error = new Error('no cache')
    const throwing = breaker.wrap(down, {
      fallback: () => {
        throw error
      },
    })
    await expect(throwing()).rejects.toBe(error)
    await expect(breaker.wrap(down, { fallback: () => Promise.reject(error) })()).rejects.toBe(error)
  })

  it('rejects as call does where there is no fallback', async () => {
    const { breaker } = harness()
    breaker.forceOpen()
    await expect(breaker.wrap(down)()).rejects.toMatchObject({ code: 'ERR_CIRCUIT_OPEN' })
  })

  it('refuses at once what is no function', () => {
    const { breaker } = harness()
    expect(() => breaker.wrap(null as never)).toThrow(
      new TypeError(wording('fn must be a function, got null')),
    )
    expect(() => breaker.wrap(down, { fallback: 'cache' as never })).toThrow(
      new TypeError(wording('fallback must be a function, got string')),
    )
  })
})
