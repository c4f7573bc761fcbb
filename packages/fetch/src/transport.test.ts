import { createHttpBreakers, wrapFetch } from '@recloser/fetch'
import { describe, expect, it } from 'vitest'

const url = 'http://api.example.com/'

/** What the host's breaker has counted after one call. */
const verdictOn = async (base: typeof fetch, ...args: Parameters<typeof fetch>) => {
  const breakers = createHttpBreakers()
  await wrapFetch(breakers, base)(...args).catch(() => {})
  const { successes, failures, ignored } = breakers.manager.get('api.example.com')?.getStatus().metrics ?? {}
  return { successes, failures, ignored }
}
const success = { successes: 1, failures: 0, ignored: 0 }
const failure = { successes: 0, failures: 1, ignored: 0 }
const ignored = { successes: 0, failures: 0, ignored: 1 }

describe('of responses without a status', () => {
  const typed = (type: ResponseType) => {
    const response = Response.error()
    Object.defineProperty(response, 'type', { value: type })
    return () => Promise.resolve(response)
  }

  it('takes an opaque one for a success: somebody answered', async () => {
    expect(await verdictOn(typed('opaque'), url)).toEqual(success)
    expect(await verdictOn(typed('opaqueredirect'), url)).toEqual(success)
  })

  it('takes Response.error() for the network error that it stands for', async () => {
    expect(await verdictOn(() => Promise.resolve(Response.error()), url)).toEqual(failure)
  })
})

describe('of aborted calls', () => {
  /** Signals that end while the call is under way, and a fetch during which they do. */
  const signals = () => {
    const [timeout, caller] = [new AbortController(), new AbortController()]
    const base = (input: unknown, init?: RequestInit) =>
      new Promise<Response>((_, reject) => {
        timeout.abort(new DOMException('took too long', 'TimeoutError'))
        // Of all reasons the one that looks most like a failure of the network.
        caller.abort(new TypeError('fetch failed'))
        const signal = init?.signal === undefined && input instanceof Request ? input.signal : init?.signal
        if (signal?.aborted) reject(signal.reason)
        else reject(new TypeError('fetch failed'))
      })
    return { base, timedOut: timeout.signal, aborted: caller.signal }
  }

  it('goes by the signal of the options', async () => {
    const [one, other] = [signals(), signals()]
    expect(await verdictOn(one.base, url, { signal: one.aborted })).toEqual(ignored)
    expect(await verdictOn(other.base, url, { signal: other.timedOut })).toEqual(failure)
  })

  it('goes by the signal of a Request', async () => {
    const [one, other] = [signals(), signals()]
    expect(await verdictOn(one.base, new Request(url, { signal: one.aborted }))).toEqual(ignored)
    expect(await verdictOn(other.base, new Request(url, { signal: other.timedOut }))).toEqual(failure)
  })

  it.each([
    ['of the options where both have one', 'aborted', 'timedOut', failure],
    ['of the options where the other is a time-out', 'timedOut', 'aborted', ignored],
    ['of neither where the options say `null`', 'aborted', null, failure],
  ] as const)('goes by the signal %s', async (_, ofRequest, ofOptions, verdict) => {
    const { base, ...those } = signals()
    const signal = ofOptions && those[ofOptions]
    expect(await verdictOn(base, new Request(url, { signal: those[ofRequest] }), { signal })).toEqual(verdict)
  })
})

it('ignores a request that never left, since it is malformed', async () => {
  expect(await verdictOn(fetch, url, { headers: { 'no header': 'x' } })).toEqual(ignored)
  expect(await verdictOn(fetch, url, { method: 'GET', body: 'x' })).toEqual(ignored)
})
