import { hang, manualClock, networkError, ok, slow, status, torn } from '@recloser/testing'
import { misbehavingServer } from '@recloser/testing/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { clientNames, clients } from './clients.ts'
import { until } from './until.ts'

const clock = manualClock()
const server = await misbehavingServer(ok, { wait: clock.wait })
const reset = 'Error ECONNRESET'

beforeEach(() => {
  server.plan = ok
  server.reset()
})
afterAll(() => server.close())

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
      fetch: `TypeError < ${reset}`,
      axios: `${reset} < ${reset}`,
      ky: `NetworkError < TypeError < ${reset}`,
    },
  ],
  [
    'network-error',
    networkError({ cut: 'fin' }),
    {
      fetch: 'TypeError < SocketError UND_ERR_SOCKET',
      axios: `${reset} < ${reset}`,
      ky: 'NetworkError < TypeError < SocketError UND_ERR_SOCKET',
    },
  ],
  [
    'network-error',
    networkError({ cut: 'garbage' }),
    {
      fetch: 'TypeError < HTTPParserError',
      axios: 'Error HPE_INVALID_CONSTANT < Error HPE_INVALID_CONSTANT',
      ky: 'NetworkError < TypeError < HTTPParserError',
    },
  ],
  [
    'torn',
    torn,
    {
      fetch: `200 body: TypeError < ${reset}`,
      axios: `${reset} < ${reset}`,
      ky: `200 body: TypeError < ${reset}`,
    },
  ],
  [
    'torn',
    torn({ cut: 'fin' }),
    {
      fetch: '200 body: TypeError < SocketError UND_ERR_SOCKET',
      axios: 'AxiosError ERR_BAD_RESPONSE (200)',
      ky: '200 body: TypeError < SocketError UND_ERR_SOCKET',
    },
  ],
] as const

describe.each(seen)('%s %j', (outcome, plan, views) => {
  it.each(clientNames)('is seen by %s as it should be', async client => {
    server.plan = plan
    expect(await clients[client](server.url)).toBe(views[client])
    expect(server.log).toMatchObject([{ outcome, ending: 'played' }])
  })
})

describe.each(clientNames)('through %s', client => {
  const call = clients[client]

  it('hangs until released, then fails', async () => {
    server.plan = hang
    const response = call(server.url)
    await until(() => server.pending === 1)
    server.release()
    expect(await response).toContain(reset)
    expect(server.log).toMatchObject([{ outcome: 'hang', ending: 'released' }])
  })

  it('forgets a hanging request whose caller leaves', async () => {
    server.plan = hang
    const controller = new AbortController()
    const response = call(server.url, controller.signal)
    await until(() => server.pending === 1)
    controller.abort()
    expect(await response).toMatch(/AbortError|CanceledError ERR_CANCELED/)
    await until(() => server.pending === 0)
    expect(server.log).toMatchObject([{ outcome: 'hang', ending: 'aborted' }])
  })

  it('is slow for as long as the injected clock says', async () => {
    server.plan = slow(500, status(200, { body: 'late' }))
    const response = call(server.url)
    await until(() => server.pending === 1)
    clock.advance(499)
    expect(server.pending).toBe(1)
    clock.advance(1)
    expect(await response).toBe('200 late')
    expect(server.log).toMatchObject([{ outcome: 'slow', ending: 'played' }])
  })

  it('is slow until released, and can fail then', async () => {
    server.plan = slow(undefined, networkError)
    const response = call(server.url)
    await until(() => server.pending === 1)
    server.release()
    expect(await response).toContain(reset)
    expect(server.log).toMatchObject([{ outcome: 'slow', ending: 'released' }])
  })
})
