import { flaky, hang, manualClock, networkError, ok, script, slow, status, torn } from '@recloser/testing'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { clientNames, clients } from './clients.ts'
import { until } from './until.ts'

const origin = 'http://api.example.com'
const clock = manualClock()
const api = flaky(`${origin}/*`, ok, { wait: clock.wait })
const msw = setupServer(api.handler)

beforeAll(() => msw.listen({ onUnhandledFrame: 'error' }))
beforeEach(() => {
  api.plan = ok
})
afterEach(() => msw.resetHandlers())
afterAll(() => msw.close())

/** What each client sees of an outcome, and how the log calls it. */
const seen = [
  ['ok', ok, { fetch: '200 ok', axios: '200 ok', ky: '200 ok' }],
  ['status 204', status(204), { fetch: '204', axios: '204', ky: '204' }],
  [
    'status 503',
    status(503, { body: 'no' }),
    { fetch: '503 no', axios: 'AxiosError ERR_BAD_RESPONSE (503)', ky: 'HTTPError (503)' },
  ],
  [
    'network-error',
    networkError,
    {
      fetch: 'TypeError < Response',
      axios: 'TypeError < TypeError',
      ky: 'NetworkError < TypeError < Response',
    },
  ],
  [
    'network-error ECONNREFUSED',
    networkError('ECONNREFUSED'),
    {
      fetch: 'TypeError < Error ECONNREFUSED',
      axios: 'Error ECONNREFUSED < Error ECONNREFUSED',
      ky: 'NetworkError < TypeError < Error ECONNREFUSED',
    },
  ],
  [
    'torn',
    torn,
    {
      fetch: '200 body: TypeError < SocketError UND_ERR_SOCKET',
      axios: 'AxiosError ERR_BAD_RESPONSE (200)',
      ky: '200 body: TypeError < SocketError UND_ERR_SOCKET',
    },
  ],
] as const

describe.each(seen)('%s', (outcome, plan, views) => {
  it.each(clientNames)('is seen by %s as it should be', async client => {
    // MSW prints every error with a code that a handler throws.
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
    api.plan = plan
    expect(await clients[client](`${origin}/`)).toBe(views[client])
    expect(api.log).toMatchObject([{ outcome, ending: 'played' }])
    printed.mockRestore()
  })
})

describe.each(clientNames)('through %s', client => {
  const call = clients[client]

  it('plays a script, counts, and keeps a log without the query', async () => {
    api.plan = script(3, status(503), ok)
    const answers: string[] = []
    for (let at = 0; at < 5; at++) answers.push(await call(`${origin}/users/${at}?token=secret`))
    expect(answers.map(answer => answer.includes('503'))).toEqual([true, true, true, false, false])
    expect(api.hits).toBe(5)
    expect(api.log[3]).toEqual({ index: 3, method: 'GET', path: '/users/3', outcome: 'ok', ending: 'played' })
  })

  it('hangs until released, then fails', async () => {
    api.plan = hang
    const response = call(`${origin}/`)
    await until(() => api.pending === 1)
    expect(api.log).toMatchObject([{ outcome: 'hang', ending: 'pending' }])
    api.release()
    expect(await response).toMatch(/TypeError/)
    expect(api.log).toMatchObject([{ ending: 'released' }])
    expect(api.pending).toBe(0)
  })

  it('forgets a hanging request whose caller leaves', async () => {
    api.plan = hang
    const controller = new AbortController()
    const response = call(`${origin}/`, controller.signal)
    await until(() => api.pending === 1)
    controller.abort()
    expect(await response).toMatch(/AbortError|CanceledError ERR_CANCELED/)
    await until(() => api.pending === 0)
    expect(api.log).toMatchObject([{ outcome: 'hang', ending: 'aborted' }])
  })

  it('is slow for as long as the injected clock says', async () => {
    api.plan = slow(500)
    let answered = false
    const response = call(`${origin}/`).finally(() => {
      answered = true
    })
    await until(() => api.pending === 1)
    clock.advance(499)
    await new Promise(setImmediate)
    expect(answered).toBe(false)
    clock.advance(1)
    expect(await response).toBe('200 ok')
    expect(api.log).toMatchObject([{ outcome: 'slow', ending: 'played' }])
  })

  it('is slow until released', async () => {
    api.plan = slow
    const response = call(`${origin}/`)
    await until(() => api.pending === 1)
    api.release()
    expect(await response).toBe('200 ok')
    expect(api.log).toMatchObject([{ outcome: 'slow', ending: 'released' }])
  })
})
