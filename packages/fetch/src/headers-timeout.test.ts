import { createHttpBreakers, withHeadersTimeout, wrapFetch } from '@recloser/fetch'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const url = 'http://api.example.com/'
beforeEach(() => void vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A fetch that answers when it is told to, and gives up when its signal ends. */
const controlled = () => {
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const signals: AbortSignal[] = []
  const fetch = vi.fn((_input: string | URL | Request, init?: RequestInit) => {
    const signal = init?.signal
    if (signal) {
      signals.push(signal)
      signal.addEventListener('abort', () => reject(signal.reason))
    }
    return promise
  })
  return { fetch, answer: () => resolve(new Response('ok')), fail: reject, signal: () => signals[0] }
}

describe('a fetch that waits for headers only so long', () => {
  it('gives up with a TimeoutError, which is a failure of the host', async () => {
    const { fetch } = controlled()
    const breakers = createHttpBreakers()
    const call = wrapFetch(breakers, withHeadersTimeout(5_000, fetch))(url)
    const error = call.catch((reason: unknown) => reason)
    await vi.advanceTimersByTimeAsync(4_999)
    expect(breakers.breakerFor(url)?.getStatus().inFlight).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(await error).toMatchObject({ name: 'TimeoutError', message: 'no headers within 5000 ms' })
    expect(breakers.breakerFor(url)?.getStatus().failureCount).toBe(1)
  })

  it('leaves the body alone, however long that takes', async () => {
    const { fetch, answer, signal } = controlled()
    const call = withHeadersTimeout(5_000, fetch)(url)
    answer()
    expect((await call).status).toBe(200)
    await vi.advanceTimersByTimeAsync(60_000)
    expect([signal()?.aborted, vi.getTimerCount()]).toEqual([false, 0])
  })

  it('leaves the caller’s signal in force, before the headers and after', async () => {
    const early = controlled()
    const caller = new AbortController()
    const call = withHeadersTimeout(5_000, early.fetch)(url, { signal: caller.signal })
    caller.abort('changed my mind')
    await expect(call).rejects.toBe('changed my mind')

    const late = controlled()
    const other = new AbortController()
    const answered = withHeadersTimeout(5_000, late.fetch)(new Request(url, { signal: other.signal }))
    late.answer()
    await answered
    other.abort()
    expect(late.signal()?.aborted).toBe(true)
  })

  it('counts an abort by the caller as one, and forgets its timer', async () => {
    const { fetch } = controlled()
    const breakers = createHttpBreakers()
    const caller = new AbortController()
    const call = wrapFetch(breakers, withHeadersTimeout(5_000, fetch))(url, { signal: caller.signal })
    caller.abort()
    await expect(call).rejects.toMatchObject({ name: 'AbortError' })
    expect(breakers.breakerFor(url)?.getStatus().metrics.ignored).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('hands on all other options, inherited ones too, and forgets its timer on an error', async () => {
    const { fetch, fail } = controlled()
    const call = withHeadersTimeout(5_000, fetch)(url, Object.create({ method: 'PUT' }) as RequestInit)
    fail(new TypeError('fetch failed'))
    await expect(call).rejects.toThrow('fetch failed')
    expect(fetch.mock.calls[0]?.[1]?.method).toBe('PUT')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('rejects, and does not throw, where the fetch below throws', async () => {
    const call = withHeadersTimeout(5_000, (_url: string) => {
      throw new Error('at once')
    })(url)
    await expect(call).rejects.toThrow('at once')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('sends by whatever fetch is global at the time of the call', async () => {
    const api = withHeadersTimeout(5_000)
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('put there later')))
    expect(await (await api(url)).text()).toBe('put there later')
    vi.unstubAllGlobals()
  })
})

it.each([0, -1, Number.NaN, Infinity, 2 ** 31, '5000', undefined])('refuses %s for a time', timeoutMs => {
  expect(() => withHeadersTimeout(timeoutMs as number)).toThrow(
    `timeoutMs must be > 0 and < 2 ** 31, got ${timeoutMs}`,
  )
})

it('refuses what is no fetch', () => {
  expect(() => withHeadersTimeout(5_000, {} as never)).toThrow('fetch must be a function')
})
