import { byRoute, chaos, flaky, hang, ok, type Plan, script, slow, status } from '@recloser/testing'
import { setupServer } from 'msw/node'
import { afterEach, expect, it, vi } from 'vitest'
import { until } from './until.ts'

const origin = 'http://api.example.com'
let close = () => {}
afterEach(() => close())

function serve(plan: Parameters<typeof flaky>[1], options?: Parameters<typeof flaky>[2]) {
  const api = flaky(`${origin}/*`, plan, options)
  const msw = setupServer(api.handler)
  msw.listen({ onUnhandledFrame: 'error' })
  close = () => msw.close()
  return { api, msw, get: async (path = '/') => (await fetch(origin + path)).status }
}

it('begins anew when reset: hits, log, script and routes', async () => {
  const { api, get } = serve(byRoute({ '/a': script(1, status(503), ok) }))
  expect([await get('/a'), await get('/a')]).toEqual([503, 200])
  const log = api.log
  api.reset()
  expect(api.hits).toBe(0)
  expect(api.log).toEqual([])
  expect(log).toHaveLength(2)
  expect([await get('/a'), await get('/a')]).toEqual([503, 200])
  expect(api.log[0]?.index).toBe(0)
})

it('is reset by MSW’s resetHandlers', async () => {
  const { api, msw, get } = serve(script(1, status(503), ok))
  expect([await get(), await get()]).toEqual([503, 200])
  msw.resetHandlers()
  expect(api.hits).toBe(0)
  expect(await get()).toBe(503)
})

it('lets hanging requests go when reset, and keeps them out of the new log', async () => {
  const { api, get } = serve(hang)
  const call = get().catch((error: Error) => error.message)
  await until(() => api.pending === 1)
  const [entry] = api.log
  api.reset()
  expect(await call).toBe('fetch failed')
  expect(entry?.ending).toBe('released')
  expect(api.log).toEqual([])
})

it('lets hanging requests go when MSW stops', async () => {
  const { api, msw, get } = serve(hang)
  const call = get().catch((error: Error) => error.message)
  await until(() => api.pending === 1)
  msw.close()
  close = () => {}
  expect(await call).toBe('fetch failed')
  expect(api.pending).toBe(0)
})

it('begins a new plan at its beginning, and goes on counting', async () => {
  const { api, get } = serve(ok)
  await get()
  await get()
  api.plan = script(1, status(503), ok)
  expect([await get(), await get()]).toEqual([503, 200])
  expect(api.hits).toBe(4)
  expect(api.log.map(entry => entry.outcome)).toEqual(['ok', 'ok', 'status 503', 'ok'])
})

it('fails as often with a hundred calls at once as with one at a time', async () => {
  const { api, get } = serve(chaos({ seed: 11, rate: 0.3 }))
  for (let at = 0; at < 100; at++) await get()
  const oneByOne = api.log.map(entry => entry.outcome)
  api.reset()
  await Promise.all(Array.from({ length: 100 }, () => get()))
  expect(api.log.map(entry => entry.outcome)).toEqual(oneByOne)
})

it('tells a plan of one’s own about the request', async () => {
  const plan = vi.fn<Plan>(() => ok)
  const { api, get } = serve(plan)
  await get('/users/1?full=yes')
  expect(plan.mock.calls).toEqual([
    [{ index: 0, method: 'GET', path: '/users/1', url: `${origin}/users/1?full=yes` }],
  ])
  expect(api.plan).toBe(plan)
})

it('answers 500 and reports once when a plan throws or gives nothing', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
  const { api, get } = serve(() => undefined as never)
  const response = await fetch(`${origin}/`)
  expect(response.status).toBe(500)
  expect(await response.text()).toContain('what a plan gives (request 0) must be an outcome')
  api.plan = () => {
    throw new Error('broken')
  }
  expect(await get()).toBe(500)
  expect(api.log.map(entry => entry.outcome)).toEqual(['plan-error', 'plan-error'])
  expect(printed.mock.calls.map(([error]) => (error as Error).message)).toEqual([
    'what a plan gives (request 0) must be an outcome such as ok or status(503), got undefined',
    'broken',
  ])
  printed.mockRestore()
})

it('tells the wait of a slow request that it is let go', async () => {
  const signals: AbortSignal[] = []
  const wait = (_: number, signal: AbortSignal) => {
    signals.push(signal)
    return new Promise<void>(() => {})
  }
  const { api, get } = serve(slow(60_000), { wait })
  const call = get()
  await until(() => signals.length === 1)
  api.release()
  expect(await call).toBe(200)
  expect(signals[0]?.aborted).toBe(true)
})

it('answers at once when the injected wait rejects', async () => {
  const { get } = serve(slow(1), { wait: () => Promise.reject(new Error('no time')) })
  expect(await get()).toBe(200)
})

it('says how long its bodies are, so that clients keep their connections', async () => {
  const { api } = serve(ok({ body: 'é' }))
  expect((await fetch(`${origin}/`)).headers.get('content-length')).toBe('2')
  api.plan = status(503)
  expect((await fetch(`${origin}/`)).headers.get('content-length')).toBe('0')
})

it('refuses a plan that is none', () => {
  expect(() => flaky(origin, 'ok' as never)).toThrow('a plan must be an outcome or a function that gives one')
  const { api } = serve(ok)
  expect(() => {
    api.plan = null as never
  }).toThrow('got null')
})
