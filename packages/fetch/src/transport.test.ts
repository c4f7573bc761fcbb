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
  const hang = (input: unknown, init?: RequestInit) =>
    new Promise<Response>((_, reject) => {
      const signal = init?.signal === undefined && input instanceof Request ? input.signal : init?.signal
      if (signal?.aborted) reject(signal.reason)
      else reject(new TypeError('fetch failed'))
    })
  const timedOut = AbortSignal.abort(new DOMException('took too long', 'TimeoutError'))
  // Of all reasons the one that looks most like a failure of the network.
  const aborted = AbortSignal.abort(new TypeError('fetch failed'))

  it('goes by the signal of the options', async () => {
    expect(await verdictOn(hang, url, { signal: aborted })).toEqual(ignored)
    expect(await verdictOn(hang, url, { signal: timedOut })).toEqual(failure)
  })

  it('goes by the signal of a Request', async () => {
    expect(await verdictOn(hang, new Request(url, { signal: aborted }))).toEqual(ignored)
    expect(await verdictOn(hang, new Request(url, { signal: timedOut }))).toEqual(failure)
  })

  it('goes by the options where both have one, even one that is null', async () => {
    expect(await verdictOn(hang, new Request(url, { signal: aborted }), { signal: timedOut })).toEqual(
      failure,
    )
    expect(await verdictOn(hang, new Request(url, { signal: aborted }), { signal: null })).toEqual(failure)
    expect(await verdictOn(hang, new Request(url, { signal: timedOut }), { signal: aborted })).toEqual(
      ignored,
    )
  })
})

it('ignores a request that never left, since it is malformed', async () => {
  expect(await verdictOn(fetch, url, { headers: { 'no header': 'x' } })).toEqual(ignored)
  expect(await verdictOn(fetch, url, { method: 'GET', body: 'x' })).toEqual(ignored)
})
