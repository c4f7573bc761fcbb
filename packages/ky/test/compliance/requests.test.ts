import { isCircuitBreakerError, routes } from '@recloser/ky'
import { ok, status } from '@recloser/testing'
import { describe, expect, it } from 'vitest'
import { errorOf, guarded, open, until, watched } from '../harness.ts'
import { useServer } from '../use-server.ts'

const server = useServer()

describe('context.breaker', () => {
  it('names one breaker for the request', async () => {
    const watch = watched()
    await guarded(watch)(server().url, { context: { breaker: { key: 'search' } } })
    expect(watch.outcomes).toEqual(['search success'])
  })

  it('of false has nobody guard the request', async () => {
    const watch = watched()
    open(watch, server().url)
    await guarded(watch)(server().url, { context: { breaker: false } })
    expect(server().hits).toBe(1)
    expect(watch.outcomes).toEqual([])
  })

  it('of an instance holds for its requests, and each may say otherwise', async () => {
    const watch = watched()
    const api = guarded(watch).extend({ context: { breaker: { key: 'search' }, tenant: 7 } })
    await api(server().url, { context: { tenant: 8 } })
    await api(server().url, { context: { breaker: undefined } })
    expect(watch.outcomes).toEqual(['search success', 'success'])
  })

  it('may be set by an init hook after ours', async () => {
    const watch = watched()
    const api = guarded(watch).extend({
      hooks: { init: [options => Object.assign(options, { context: { breaker: { key: 'late' } } })] },
    })
    await api(server().url)
    expect(watch.outcomes).toEqual(['late success'])
  })
})

describe('a request is known', () => {
  it('by the address and method that it is sent with', async () => {
    const watch = watched({ classify: ({ request }) => void seen.push(request) })
    const seen: unknown[] = []
    await guarded(watch).extend({ prefix: server().url })('users', {
      method: 'post',
      searchParams: { page: 2 },
    })
    expect(seen).toEqual([{ client: 'ky', method: 'POST', url: `${server().url}/users?page=2` }])
  })

  it('by its route', async () => {
    const host = new URL(server().url).host
    const watch = watched({ hosts: { [host]: { routes: routes({ 'GET /users/:id': {} }) } } })
    await guarded(watch)(`${server().url}/users/7`)
    expect(watch.outcomes).toEqual(['success', `GET ${host}/users/:id success`])
  })

  it('by the Request that a beforeRequest hook puts in its place', async () => {
    const watch = watched({ keyOf: ({ url }) => new URL(url).pathname })
    const api = guarded(watch).extend({
      hooks: { beforeRequest: [({ request }) => new Request(`${server().url}/moved`, request)] },
    })
    await api(`${server().url}/old`)
    expect(watch.outcomes).toEqual(['/moved success'])
  })
})

describe('a fallback', () => {
  it('answers in place of a rejection, as any response does', async () => {
    const watch = watched({ fallback: (_, { url }) => Response.json({ url, from: 'cache' }) })
    open(watch, server().url)
    const api = guarded(watch).extend({ prefix: server().url })
    expect(await api('a').json()).toEqual({ url: `${server().url}/a`, from: 'cache' })
    expect(server().hits).toBe(0)
  })

  it('is not asked about a failure', async () => {
    const watch = watched({ fallback: () => new Response('cache') })
    server().plan = status(503)
    expect(await errorOf(() => guarded(watch)(server().url))).toMatchObject({ name: 'HTTPError' })
  })

  it('of the request goes first, and what it throws is the caller’s error', async () => {
    const watch = watched({ fallback: () => new Response('cache') })
    open(watch, server().url)
    const nothing = new Error('nothing cached')
    const fallback = () => {
      throw nothing
    }
    expect(await errorOf(() => guarded(watch, 3)(server().url, { context: { breaker: { fallback } } }))).toBe(
      nothing,
    )
    expect(watch.rejections).toBe(1)
  })

  it('without an answer lets the rejection stand', async () => {
    const watch = watched({ fallback: () => undefined })
    open(watch, server().url)
    expect(isCircuitBreakerError(await errorOf(() => guarded(watch)(server().url)))).toBe(true)
  })

  it('with a status that ky retries is asked again at each retry', async () => {
    const watch = watched({ fallback: () => new Response('', { status: 503 }) })
    open(watch, server().url)
    expect(await errorOf(() => guarded(watch, 2)(server().url))).toMatchObject({ name: 'HTTPError' })
    expect(watch.rejections).toBe(3)
    expect(server().hits).toBe(0)
  })
})

it('sends again once the breaker is due, and recovers', async () => {
  const clock = { time: 0, now: () => clock.time }
  const watch = watched({ clock, failureThreshold: 1, openDurationMs: 1_000, successThreshold: 1 })
  const api = guarded(watch)
  server().plan = status(503)
  await errorOf(() => api(server().url))
  server().plan = ok
  expect(await errorOf(() => api(server().url))).toMatchObject({ retryAfterMs: 1_000 })
  clock.time += 1_000
  await api(server().url)
  expect(watch.breakers.manager.getSystemStatus()).toMatchObject({ closed: 1, open: 0 })
  await until(() => watch.inFlight === 0)
})
