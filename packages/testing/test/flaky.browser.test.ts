import { flaky, hang, manualClock, networkError, ok, script, slow, status, torn } from '@recloser/testing'
import { setupWorker } from 'msw/browser'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clientNames, clients } from './clients.ts'
import { until } from './until.ts'

const origin = 'http://api.example.com'
const clock = manualClock()
const api = flaky(`${origin}/*`, ok, { wait: clock.wait })
const worker = setupWorker(api.handler)

beforeAll(async () => {
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' })
})
beforeEach(() => {
  api.plan = ok
  api.reset()
})
afterAll(() => worker.stop())

/** What each client sees of an outcome in a page; axios on its xhr adapter. */
const failed = { fetch: 'TypeError', axios: 'AxiosError ERR_NETWORK', ky: 'NetworkError < TypeError' }
const seen = [
  ['ok', ok, { fetch: '200 ok', axios: '200 ok', ky: '200 ok' }],
  ['status 204', status(204), { fetch: '204', axios: '204', ky: '204' }],
  [
    'status 503',
    status(503, { body: 'no' }),
    { fetch: '503 no', axios: 'AxiosError ERR_BAD_RESPONSE (503)', ky: 'HTTPError (503)' },
  ],
  ['network-error', networkError, failed],
  ['network-error ECONNREFUSED', networkError('ECONNREFUSED'), failed],
  [
    'torn',
    torn,
    { fetch: '200 body: TypeError', axios: 'AxiosError ECONNABORTED', ky: '200 body: TypeError' },
  ],
] as const

describe.each(seen)('%s', (outcome, plan, views) => {
  it.each(clientNames)('is seen by %s as it should be', async client => {
    api.plan = plan
    expect(await clients[client](`${origin}/`)).toBe(views[client])
    expect(api.log).toMatchObject([{ outcome, ending: 'played' }])
  })
})

it('plays a script and shows every header', async () => {
  api.plan = script(1, status(429, { headers: { 'Retry-After': '7' } }), ok)
  const first = await fetch(`${origin}/a?b`)
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7'])
  expect((await fetch(`${origin}/a`)).status).toBe(200)
  expect(api.log.map(({ path, outcome }) => `${path} ${outcome}`)).toEqual(['/a status 429', '/a ok'])
})

it('is slow for as long as the injected clock says', async () => {
  api.plan = slow(500)
  const response = clients.fetch(`${origin}/`)
  await until(() => api.pending === 1)
  clock.advance(500)
  expect(await response).toBe('200 ok')
})

it('does not hear of a caller who leaves', async () => {
  api.plan = hang
  const controller = new AbortController()
  const response = clients.fetch(`${origin}/`, controller.signal)
  await until(() => api.pending === 1)
  controller.abort()
  expect(await response).toBe('AbortError')
  // Another request goes through the worker meanwhile: word of the abort had its chance.
  api.plan = ok
  expect(await clients.fetch(`${origin}/`)).toBe('200 ok')
  expect(api.log[0]?.ending).toBe('pending')
})

it('keeps nobody waiting when the worker stops', async () => {
  api.plan = hang
  const hanging = clients.fetch(`${origin}/`)
  await until(() => api.pending === 1)
  await worker.stop()
  expect(await hanging).toBe('TypeError')
  expect(api.pending).toBe(0)
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' })
})
