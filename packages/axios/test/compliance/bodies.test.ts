import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ok, torn } from '@recloser/testing'
import type { AxiosRequestConfig } from 'axios'
import { afterEach, describe, expect, it } from 'vitest'
import { adapters, failure, guarded, isOlderThan, patientBreakers, tally, until } from '../harness.ts'
import { useServer } from '../use-server.ts'

const server = useServer()
let other: Server | undefined

afterEach(() => {
  other?.closeAllConnections()
  other?.close()
})

/** A server that answers in a way of its own. */
const serve = async (listener: RequestListener): Promise<string> => {
  const own = createServer(listener)
  other = own
  await new Promise<void>(resolve => own.listen(0, '127.0.0.1', resolve))
  const { port } = own.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}

/** Breakers, and what they are told of each attempt. */
const watched = () => {
  const seen: string[] = []
  const breakers = patientBreakers({
    classify: ({ kind, status }) => {
      seen.push(`${kind} ${status}`)
      return undefined
    },
  })
  return { breakers, seen }
}

describe.each(adapters)('through %s, a body', adapter => {
  it.each(['reset', 'fin'] as const)(
    'that breaks off (%s) is a failure, whatever its status was',
    async cut => {
      server().plan = torn({ status: 200, cut })
      const { breakers, seen } = watched()
      await failure(guarded(breakers).get(server().url, { adapter }))
      expect(tally(breakers)).toBe('1 failures')
      expect(seen).toEqual([expect.stringMatching(/^network /)])
    },
  )

  it('that never ends is a time-out', async () => {
    const url = await serve((_, response) => response.writeHead(200, { 'content-length': '9' }).write('part'))
    const { breakers, seen } = watched()
    await failure(guarded(breakers).get(url, { adapter, timeout: 150 }))
    expect(tally(breakers)).toBe('1 failures')
    // The http adapter says of it what it says of a body that broke off; in axios 1.7 without the response.
    const ofHttp = isOlderThan('1.16.0') ? 'network undefined' : 'network 200'
    expect(seen).toEqual([adapter === 'http' ? ofHttp : 'timeout undefined'])
  })

  it('that the caller stops reading is ignored', async () => {
    const url = await serve((_, response) => response.writeHead(200, { 'content-length': '9' }).write('part'))
    const { breakers, seen } = watched()
    const controller = new AbortController()
    const options: AxiosRequestConfig = {
      adapter,
      signal: controller.signal,
      onDownloadProgress: () => controller.abort(),
    }
    await failure(guarded(breakers).get(url, options))
    expect(tally(breakers)).toBe('1 ignored')
    expect(seen).toEqual([expect.stringMatching(/^abort /)])
  })

  it('that is not the JSON it should be is a success', async () => {
    server().plan = ok({ body: '{' })
    const { breakers } = watched()
    const options = { adapter, responseType: 'json', transitional: { silentJSONParsing: false } } as const
    expect((await failure(guarded(breakers).get(server().url, options))).name).toBe('SyntaxError')
    expect(tally(breakers)).toBe('1 successes')
  })

  it('that comes as a stream is settled with the headers', async () => {
    const url = await serve((_, response) => response.writeHead(200, { 'content-length': '9' }).write('part'))
    const { breakers } = watched()
    const controller = new AbortController()
    const { status } = await guarded(breakers).get(url, {
      adapter,
      responseType: 'stream',
      signal: controller.signal,
    })
    expect(status).toBe(200)
    expect(tally(breakers)).toBe('1 successes')
    controller.abort()
    await new Promise(setImmediate)
    expect(tally(breakers)).toBe('1 successes')
  })
})

// The fetch adapter of axios 1.7 knows no limits.
describe.each(isOlderThan('1.16.0') ? ['http'] : adapters)('through %s, a body', adapter => {
  it('that is longer than its caller allows is ignored', async () => {
    server().plan = ok({ body: 'far too long' })
    const { breakers } = watched()
    const error = await failure(guarded(breakers).get(server().url, { adapter, maxContentLength: 3 }))
    expect(error.message).toMatch(/maxContentLength/)
    expect(tally(breakers)).toBe('1 ignored')
  })

  it('of a request that is longer than its caller allows is ignored', async () => {
    const { breakers } = watched()
    await failure(guarded(breakers).post(server().url, 'far too long', { adapter, maxBodyLength: 3 }))
    expect(tally(breakers)).toBe('1 ignored')
    expect(server().hits).toBe(0)
  })
})

describe.each(adapters)('through %s, a request', adapter => {
  it('that never left, since it was malformed, is ignored', async () => {
    const { breakers } = watched()
    await failure(guarded(breakers).request({ url: server().url, adapter, method: 'IN VALID' }))
    expect(tally(breakers)).toBe('1 ignored')
    expect(server().hits).toBe(0)
  })

  it('is judged by its status, whatever validateStatus thinks', async () => {
    const { breakers } = watched()
    const api = guarded(breakers)
    server().plan = () => ({ kind: 'status', status: 503, headers: {}, body: '' })
    await api.get(server().url, { adapter, validateStatus: () => true })
    await api.get(server().url, { adapter, validateStatus: null })
    expect(tally(breakers)).toBe('2 failures')
    server().plan = ok
    await failure(api.get(server().url, { adapter, validateStatus: () => false }))
    expect(tally(breakers)).toBe('2 failures, 1 successes')
  })

  it('that is not for http passes by', async () => {
    const { breakers } = watched()
    const response = await guarded(breakers).get<string>('data:text/plain;base64,aGVsbG8=', {
      adapter,
      responseType: 'text',
    })
    expect(response.status).toBe(200)
    expect([...breakers.manager]).toEqual([])
  })
})

it('leads requests over Unix sockets to a breaker for each', async () => {
  const { mkdtemp, rm } = await import('node:fs/promises')
  const folder = await mkdtemp(`${(await import('node:os')).tmpdir()}/recloser-`)
  const socketPath = `${folder}/api.sock`
  other = createServer((_, response) => response.end('ok'))
  await new Promise<void>(resolve => other?.listen(socketPath, resolve))
  const { breakers } = watched()
  const api = guarded(breakers)
  const url = 'http://localhost/users'
  await api.get(url, { socketPath })
  // Axios 1.16 and before want a whole URL.
  await api.get(isOlderThan('1.17.0') ? url : '/users', { socketPath })
  await failure(api.get(url, { socketPath: `${folder}/nobody.sock` }))
  await api.get(url, { socketPath, breaker: { key: 'api' } })
  await api.get(url, { socketPath, breaker: false })
  const named = [...breakers.manager].map(({ name }) => name)
  expect(named).toEqual([`unix:${socketPath}`, `unix:${folder}/nobody.sock`, 'api'])
  expect(tally(breakers)).toBe('2 successes, 1 failures, 1 successes')
  await rm(folder, { recursive: true })
})

it('keeps a request in flight until it is answered', async () => {
  server().plan = { kind: 'hang' }
  const { breakers } = watched()
  const response = failure(guarded(breakers).get(server().url))
  await until(() => server().pending === 1)
  expect(tally(breakers)).toBe('1 inFlight')
  server().release()
  await response
  expect(tally(breakers)).toBe('1 failures')
})
