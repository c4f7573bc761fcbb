import { createHttpBreakers, type HttpBreakers, installFetch, wrapFetch } from '@recloser/fetch'
import { networkError, ok, status } from '@recloser/testing'
import { describe, expect, it } from 'vitest'
import { useServer } from '../use-server.ts'

const server = useServer()

/** A time-out that an earlier attempt has used up. */
const timedOut = AbortSignal.abort(new DOMException('took too long', 'TimeoutError'))
const cancelled = AbortSignal.abort()

const admitted = ({ manager }: HttpBreakers) =>
  [...manager].reduce((sum, breaker) => sum + breaker.getStatus().metrics.totalRequests, 0)

/** What ofetch, wretch and others do: one signal for all attempts of a call. */
const retrying = async (fetch: typeof globalThis.fetch, url: string, init: RequestInit, retries: number) => {
  for (let left = retries; left > 0; left--) {
    try {
      return await fetch(url, init)
    } catch {}
  }
  return fetch(url, init)
}

describe('a signal that is over before the call', () => {
  it.each([
    ['of the options', (url: string) => [url, { signal: timedOut }]],
    ['of the options, as a change of mind', (url: string) => [url, { signal: cancelled }]],
    ['of a Request', (url: string) => [new Request(url, { signal: timedOut })]],
    [
      'of options that inherit it',
      (url: string) => [url, Object.create({ signal: timedOut }) as RequestInit],
    ],
    [
      'beside an option for the breaker',
      (url: string) => [url, { signal: timedOut, breaker: { key: 'own' } }],
    ],
  ] as [string, (url: string) => Parameters<typeof fetch>][])(
    'takes no permit, and rejects as fetch does: %s',
    async (_, argumentsFor) => {
      const breakers = createHttpBreakers({ failureThreshold: 1 })
      const args = argumentsFor(server().url)
      const own = await fetch(...args).catch((error: unknown) => error)
      await expect(wrapFetch(breakers)(...args)).rejects.toBe(own)
      expect([server().hits, admitted(breakers)]).toEqual([0, 0])
    },
  )

  it('takes none through the global fetch either', async () => {
    const breakers = createHttpBreakers({ failureThreshold: 1 })
    const uninstall = installFetch(breakers)
    await fetch(server().url, { signal: timedOut }).catch(() => {})
    uninstall()
    expect(admitted(breakers)).toBe(0)
  })

  it('counts a time-out once, though a client tries five times with its signal', async () => {
    server().plan = networkError
    const breakers = createHttpBreakers()
    const caller = new AbortController()
    const base: typeof fetch = async (...args) => {
      caller.abort(new DOMException('took too long', 'TimeoutError'))
      return fetch(...args)
    }
    const call = retrying(wrapFetch(breakers, base), server().url, { signal: caller.signal }, 4)
    await expect(call).rejects.toThrow('took too long')
    expect(breakers.breakerFor(server().url)?.getStatus()).toMatchObject({ state: 'closed', failureCount: 1 })
  })

  it('leaves a half-open circuit as it is', async () => {
    server().plan = status(503)
    const breakers = createHttpBreakers({ failureThreshold: 1, halfOpenMaxCalls: 1, successThreshold: 1 })
    const api = wrapFetch(breakers)
    const breaker = breakers.breakerFor(server().url)
    breaker?.forceOpen({ forMs: 0.001 })
    await api(server().url, { signal: timedOut }).catch(() => {})
    expect(breaker?.state).toBe('half-open')
    server().plan = ok
    await api(server().url)
    expect(breaker?.state).toBe('closed')
  })

  it('says what ended the call, and not that the circuit is open', async () => {
    const breakers = createHttpBreakers()
    breakers.breakerFor(server().url)?.forceOpen()
    await expect(wrapFetch(breakers)(server().url, { signal: timedOut })).rejects.toBe(timedOut.reason)
  })

  it('is passed over where the options say `null`, as fetch does', async () => {
    const breakers = createHttpBreakers()
    await wrapFetch(breakers)(new Request(server().url, { signal: cancelled }), { signal: null })
    expect([server().hits, admitted(breakers)]).toEqual([1, 1])
  })
})
