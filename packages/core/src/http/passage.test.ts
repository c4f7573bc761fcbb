import type { Outcome } from '@recloser/core'
import { routes } from '@recloser/core/http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  answer,
  fail,
  type GetOptions,
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
import { wording } from '../../test/wording.ts'

afterEach(() => vi.restoreAllMocks())

describe('what passes by', () => {
  it('is sent unguarded: by its own wish, for its host, or for its URL', async () => {
    const { get, breakers } = start({ hosts: { 'cdn.example.com': false } })
    await get(answer(503), { options: false })
    await get(answer(503), { url: 'https://cdn.example.com/' })
    await get(answer(503), { url: 'data:,x' })
    expect([...breakers.manager]).toEqual([])
  })

  it('is guarded by the key that the request names, though it be the name of its unguarded host', async () => {
    const { get, breaker } = start({ hosts: { 'cdn.example.com': false } })
    await get(answer(503), { url: 'https://cdn.example.com/', options: { key: 'cdn.example.com' } })
    expect(metrics(breaker('cdn.example.com'))).toEqual({ ...NONE, failures: 1 })
  })
})

describe('a declared route', () => {
  it('books a status on the route, and a success on the host', async () => {
    const { get, breaker } = start(routed)
    await get(answer(503), { path: '/users/7' })
    await get(answer(200), { path: '/users/8' })
    expect(metrics(breaker(USERS))).toEqual({ ...NONE, failures: 1, successes: 1 })
    expect(metrics(breaker(HOST))).toEqual({ ...NONE, successes: 2 })
  })

  it('trips alone when it is bad; the rest of the host goes on', async () => {
    const { get, breaker } = start(routed)
    for (let call = 1; call <= 3; call++) await get(answer(503), { path: '/users/7' })
    expect(await rejection(get(answer(), { path: '/users/8' }))).toMatchObject({ breakerName: USERS })
    expect((await get(answer(), { path: '/orders' })).status).toBe(200)
    // The call that the route refused is ignored by the host, which had admitted it.
    expect(metrics(breaker(HOST))).toEqual({ ...NONE, successes: 4, ignored: 1 })
    expect(breaker(HOST).getStatus().inFlight).toBe(0)
  })

  it('is not to blame for a failed connection: the host trips, for all its routes', async () => {
    const { get, breaker } = start(routed)
    for (let call = 1; call <= 3; call++)
      await expect(get(fail(refused()), { path: '/users/7' })).rejects.toThrow('fetch failed')
    expect(metrics(breaker(USERS))).toEqual({ ...NONE, ignored: 3 })
    expect(await rejection(get(answer(), { path: '/users/7' }))).toMatchObject({ breakerName: HOST })
    expect(await rejection(get(answer(), { path: '/orders' }))).toMatchObject({ breakerName: HOST })
    expect(metrics(breaker(USERS)).rejected).toBe(0)
  })

  it('pauses alone for a 429', async () => {
    const { get } = start(routed)
    await get(answer(429, { 'retry-after': '7' }), { path: '/users/7' })
    expect(await rejection(get(answer(), { path: '/users/7' }))).toMatchObject({
      breakerName: USERS,
      retryAfterMs: 7_000,
    })
    expect((await get(answer(), { path: '/' })).status).toBe(200)
  })

  it('is slow alone, though its host has the same rule', async () => {
    const slow = { slowCallMs: 800, minRequestsForRate: 1 }
    const { get, breaker, advance } = start({ ...slow, ...routed })
    const slowly = async () => {
      advance(800)
      return new Response()
    }
    await get(slowly, { path: '/users/7' })
    expect(breaker(USERS)).toMatchObject({ state: 'open' })
    expect(breaker(HOST)).toMatchObject({ state: 'closed' })
    await get(slowly, { path: '/orders' })
    expect(breaker(HOST)).toMatchObject({ state: 'open' })
  })

  it('lets the host measure too, where that has no slow rule', async () => {
    const { get, breaker, advance } = start(routed)
    await get(
      async () => {
        advance(30)
        return new Response()
      },
      { path: '/users/7' },
    )
    for (const name of [HOST, USERS]) expect(breaker(name).getStatus().metrics.averageResponseTimeMs).toBe(30)
  })
})

describe('the rules for judging', () => {
  it('are added to those of the levels above, code by code', async () => {
    const route = { verdicts: { 403: 'failure', 404: 'ignored' } } as const
    const host = {
      verdicts: { 404: 'failure', 503: 'success' },
      routes: routes({ '/users': route }),
    } as const
    const { get, breaker } = start({ verdicts: { 401: 'failure', 503: 'ignored' }, hosts: { [HOST]: host } })
    const book = async (path: string) => {
      for (const status of [401, 403, 404, 503]) await get(answer(status), { path })
    }
    await book('/orders')
    expect(metrics(breaker(HOST))).toEqual({ ...NONE, failures: 2, successes: 2 })
    await book('/users')
    expect(metrics(breaker(`${HOST}/users`))).toEqual({ ...NONE, failures: 2, ignored: 1, successes: 1 })
  })

  it('come from the nearest level that has a function', async () => {
    const say = (outcome: Outcome) => ({ classify: () => outcome })
    const host = { ...say('failure'), routes: routes({ '/users': say('ignored'), '/orders': {} }) }
    const { get, breaker } = start({ ...say('throttled'), hosts: { [HOST]: host } })
    await get(answer(), { path: '/users' })
    await get(answer(), { path: '/orders' })
    await get(answer(), { url: 'https://other.example/' })
    expect(metrics(breaker(`${HOST}/users`))).toEqual({ ...NONE, ignored: 1 })
    expect(metrics(breaker(`${HOST}/orders`))).toEqual({ ...NONE, failures: 1 })
    expect(metrics(breaker('other.example'))).toEqual({ ...NONE, throttled: 1 })
  })
})

describe('a fallback', () => {
  it('answers a rejection, sync or async, and no failure', async () => {
    const fallback = vi.fn(async () => new Response('cached'))
    const { get, breaker } = start({ fallback })
    expect((await get(answer(503))).status).toBe(503)
    expect(fallback).not.toHaveBeenCalled()
    breaker(HOST).forceOpen()
    expect(await (await get()).text()).toBe('cached')
    const [error, request] = fallback.mock.lastCall as unknown[]
    expect(error).toMatchObject({ breakerName: HOST, reason: 'forced' })
    expect(request).toEqual({ client: 'fetch', method: 'GET', url: `https://${HOST}/` })
  })

  it('is that of the request first, then of the route, of the host, and the default', async () => {
    const fallback = (text: string) => () => new Response(text)
    const host = {
      fallback: fallback('host'),
      routes: routes({ '/users': { fallback: fallback('route') }, '/orders': {} }),
    }
    const { get, breakers } = start({ fallback: fallback('default'), hosts: { [HOST]: host } })
    const text = async (url: string, options?: GetOptions['options']) => {
      breakers.breakerFor(url)?.forceOpen()
      return (await get(answer(), { url, options })).text()
    }
    expect(await text('https://other.example/')).toBe('default')
    expect(await text(`https://${HOST}/users`)).toBe('route')
    expect(await text(`https://${HOST}/orders`)).toBe('host')
    expect(await text(`https://${HOST}/users`, { fallback: fallback('request') })).toBe('request')
  })

  it('lets the rejection stand when it has no answer', async () => {
    const { get, breakers } = start({ fallback: () => undefined })
    breakers.breakerFor(`https://${HOST}/`)?.forceOpen()
    expect(await rejection(get())).toMatchObject({ breakerName: HOST })
  })

  it.each([[null], ['text'], [{}]])(
    'lets the rejection stand and reports an answer that is none, once a breaker: %j',
    async wrong => {
      const error = vi.spyOn(console, 'error').mockReturnValue()
      const { get, breakers } = start({ fallback: () => wrong as never })
      breakers.breakerFor(`https://${HOST}/`)?.forceOpen()
      expect(await rejection(get())).toMatchObject({ breakerName: HOST })
      await rejection(get(answer(), { options: { fallback: () => wrong as never } }))
      expect(error).toHaveBeenCalledOnce()
      expect(String(error.mock.lastCall?.[0])).toContain(
        wording('RangeError: what fallback returns must be a Response, or undefined', 'RangeError: fallback'),
      )
    },
  )

  it('makes what it throws the error of the caller', async () => {
    const thrown = new Error('fallback')
    const { get, breakers } = start({
      fallback: () => {
        throw thrown
      },
    })
    breakers.breakerFor(`https://${HOST}/`)?.forceOpen()
    await expect(get()).rejects.toBe(thrown)
  })

  it('keeps no permit of the host while it thinks', async () => {
    const { get, breaker, breakers } = start({ ...routed, fallback: () => new Promise<never>(() => {}) })
    breakers.breakerFor(`https://${HOST}/users/7`)?.forceOpen()
    void get(answer(), { path: '/users/7' })
    expect(breaker(HOST).getStatus().inFlight).toBe(0)
  })

  it('and the rejection take the shape of the client', async () => {
    const shape = { fromFallback: () => new Response('shaped'), fromRejection: () => 'shaped' }
    const { get, breakers } = start()
    breakers.breakerFor(`https://${HOST}/`)?.forceOpen()
    await expect(get(answer(), { transport: shape })).rejects.toBe('shaped')
    const response = await get(answer(), {
      transport: shape,
      options: { fallback: () => new Response('raw') },
    })
    expect(await response.text()).toBe('shaped')
  })
})

describe('an explicit key', () => {
  it('names the one breaker of a request, without its host', async () => {
    const { get, breakers } = start(routed)
    await get(answer(503), { path: '/users/7', options: { key: 'reports' } })
    expect([...breakers.manager].map(({ name }) => name)).toEqual(['reports'])
  })

  it('guards where nothing else would', async () => {
    const { get, breakers } = start({ hosts: { '*': false } })
    await get(answer(), { options: { key: 'reports' } })
    await get(answer(), { url: 'unix:/run/docker.sock', options: { key: 'docker' } })
    expect([...breakers.manager].map(({ name }) => name)).toEqual(['reports', 'docker'])
  })

  it('is reported when it is no name, and passed over', async () => {
    const error = vi.spyOn(console, 'error').mockReturnValue()
    const { get, breakers } = start()
    for (const _ of [1, 2]) await get(answer(), { options: { key: '' } })
    expect([...breakers.manager].map(({ name }) => name)).toEqual([HOST])
    expect(error).toHaveBeenCalledOnce()
    expect(error.mock.lastCall?.[0]).toEqual(
      new RangeError(wording('breaker.key must be a non-empty string, or undefined, got ""')),
    )
  })
})

describe('where one place is free', () => {
  it('keeps the breaker of the host while the request holds it, though its route needs a place', async () => {
    // Found in the wild: the route's breaker took the place of the host's, which had just been handed out, for every call.
    const { get, breakers } = start({ ...routed, maxBreakers: 1 })
    for (let call = 1; call <= 3; call++)
      await expect(get(fail(refused()), { path: '/users/7' })).rejects.toThrow('fetch failed')
    expect([...breakers.manager].map(({ name, state }) => [name, state])).toEqual([[HOST, 'open']])
    expect(await rejection(get(answer(), { path: '/users/7' }))).toMatchObject({ breakerName: HOST })
  })

  it('keeps both while the request holds them', async () => {
    const { get, breakers } = start({ ...routed, maxBreakers: 2 })
    const { promise, resolve } = held()
    const call = get(() => promise, { path: '/users/7' })
    await get(answer(), { url: 'https://other.example/' })
    expect([...breakers.manager].map(({ name }) => name)).toEqual([HOST, USERS])
    resolve(new Response())
    await call
  })
})
