import { request } from 'node:http'
import { connect } from 'node:net'
import { hang, ok, script, slow, status } from '@recloser/testing'
import { misbehavingServer } from '@recloser/testing/server'
import { expect, it } from 'vitest'
import { until } from './until.ts'

async function get(url: string): Promise<number> {
  const response = await fetch(url)
  await response.text()
  return response.status
}

it('counts, keeps a log without the query, and begins anew when reset', async () => {
  await using server = await misbehavingServer(script(1, status(503), ok))
  expect([await get(`${server.url}/users/1?token=secret`), await get(server.url)]).toEqual([503, 200])
  expect(server.hits).toBe(2)
  expect(server.log).toEqual([
    { index: 0, method: 'GET', path: '/users/1', outcome: 'status 503', ending: 'played' },
    { index: 1, method: 'GET', path: '/', outcome: 'ok', ending: 'played' },
  ])
  server.reset()
  expect([server.hits, server.log]).toEqual([0, []])
  expect(await get(server.url)).toBe(503)
})

it('begins a new plan at its beginning, and goes on counting', async () => {
  await using server = await misbehavingServer()
  await get(server.url)
  server.plan = script(1, status(503), ok)
  expect([await get(server.url), await get(server.url)]).toEqual([503, 200])
  expect(server.hits).toBe(3)
})

it('closes whatever is open: hanging, idle, silent; and again without harm', async () => {
  const server = await misbehavingServer(script(hang, ok))
  const silent = connect(Number(new URL(server.url).port), '127.0.0.1')
  silent.on('error', () => {})
  const hanging = get(server.url).catch((error: Error) => error.message)
  await until(() => server.pending === 1)
  await get(server.url)
  await until(() => server.connections === 3)
  const [entry] = server.log
  await Promise.all([server.close(), server.close()])
  await server.close()
  expect(server.connections).toBe(0)
  expect(server.pending).toBe(0)
  expect(entry?.ending).toBe('released')
  expect(await hanging).toBe('fetch failed')
  await until(() => silent.closed)
  await expect(get(server.url)).rejects.toThrow('fetch failed')
})

it('leaves no handle when closed', async () => {
  const listening = () => process.getActiveResourcesInfo().filter(name => name === 'TCPServerWrap').length
  const before = listening()
  let isLetGo = false
  const server = await misbehavingServer(slow(60_000), {
    wait: (_, signal) => {
      signal.addEventListener('abort', () => {
        isLetGo = true
      })
      return new Promise(() => {})
    },
  })
  expect(listening()).toBe(before + 1)
  const call = get(server.url).catch((error: Error) => error.message)
  await until(() => server.pending === 1)
  await server.close()
  await call
  // The system lets go of a closed handle a turn later.
  await until(() => listening() === before)
  expect([server.connections, server.pending, isLetGo]).toEqual([0, 0, true])
})

it('lets pages of any origin in, and answers their preflights without counting', async () => {
  await using server = await misbehavingServer(
    status(429, { headers: { 'Retry-After': '7', RateLimit: '"default";r=0;t=7', 'X-Cache': 'HIT' } }),
  )
  const preflight = await fetch(server.url, {
    method: 'OPTIONS',
    headers: {
      origin: 'http://page.example',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'authorization',
    },
  })
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-origin')).toBe('http://page.example')
  expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT')
  expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization')
  expect(server.hits).toBe(0)

  const response = await fetch(server.url, { headers: { origin: 'http://page.example' } })
  expect(response.headers.get('access-control-allow-origin')).toBe('http://page.example')
  const exposed = response.headers.get('access-control-expose-headers')?.split(', ')
  expect(exposed).toEqual(['retry-after', 'ratelimit', 'date', 'x-cache'])
  expect((await fetch(server.url)).headers.get('access-control-allow-origin')).toBe('*')
})

it('keeps connections for the next request, unless told not to', async () => {
  await using keeping = await misbehavingServer()
  await using closing = await misbehavingServer(ok, { keepAlive: false })
  for (const server of [keeping, closing]) {
    const response = await fetch(server.url)
    await response.text()
    // No time after which an idle connection would be closed, so that it never closes under a request.
    expect(response.headers.get('keep-alive')).toBeNull()
  }
  await until(() => closing.connections === 0)
  expect(keeping.connections).toBe(1)
})

it('hears of a caller who leaves after a large upload that nobody reads', async () => {
  await using server = await misbehavingServer(hang)
  const controller = new AbortController()
  const body = new Uint8Array(20_000_000)
  const call = fetch(server.url, { method: 'POST', body, signal: controller.signal })
  await until(() => server.pending === 1)
  controller.abort()
  await expect(call).rejects.toThrow('aborted')
  await until(() => server.pending === 0)
  expect(server.log).toMatchObject([{ method: 'POST', ending: 'aborted' }])
})

it.each([
  ['//', '//'],
  ['*', '/*'],
  ['http://elsewhere.example/a?b', '/a'],
  ['/%', '/%'],
])('survives the request target %s', async (target, path) => {
  await using server = await misbehavingServer()
  const answer = await new Promise(resolve => {
    request({ port: new URL(server.url).port, host: '127.0.0.1', path: target }, response => {
      resolve(response.resume().statusCode)
    }).end()
  })
  expect(answer).toBe(200)
  expect(server.log.map(entry => entry.path)).toEqual([path])
})

it('refuses a plan that is none, and listens to nothing', async () => {
  await expect(misbehavingServer('ok' as never)).rejects.toThrow('a plan must be an outcome')
})
