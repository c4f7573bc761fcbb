import { createReadStream } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AxiosRequestConfig } from 'axios'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { adapters, guarded, patientBreakers, tally } from '../harness.ts'

// What real programs meet: the stories are told in docs/discoveries/wild.md.

let server: Server
let base: string

beforeAll(async () => {
  server = createServer((request, response) => {
    const location = new URL(request.url ?? '/', 'http://h').searchParams.get('to')
    request.on('error', () => {})
    request.resume()
    if (location !== null) response.writeHead(302, { location }).end()
    if (request.url === '/ok') response.end('ok')
    if (request.url !== '/torn') return
    response.writeHead(200, { 'content-length': 5_000 }).write('abc')
    setTimeout(() => response.socket?.end(), 20)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** What the breakers are told of one request that fails. */
const told = async (path: string, config: AxiosRequestConfig): Promise<string> => {
  const breakers = patientBreakers()
  await expect(guarded(breakers).request({ baseURL: base, url: path, ...config })).rejects.toThrow()
  return tally(breakers)
}

it.each(adapters.flatMap(adapter => ['http://', 'ftp://example.com/'].map(to => [adapter, to] as const)))(
  'blames the server for a redirect to nowhere, through %s: %s',
  async (adapter, to) => {
    expect(await told(`/redirect?to=${encodeURIComponent(to)}`, { adapter })).toBe('1 failures')
  },
)

it.each([
  ['throws', { request: () => expect.fail('no tunnel') }],
  ['is none', {}],
])('does not blame the host for a transport of the caller’s that %s', async (_, transport) => {
  expect(await told('/ok', { adapter: 'http', transport })).toBe('1 ignored')
})

it('does not blame the host for a file of the caller’s that cannot be read', async () => {
  const upload = { method: 'post', adapter: 'http', data: createReadStream('/no/such/file') }
  expect(await told('/ok', upload)).toBe('1 ignored')
})

it.each([{}, { maxContentLength: 1_000 }])(
  'blames the host for a body that broke off, with %j',
  async limit => {
    expect(await told('/torn', { adapter: 'http', ...limit })).toBe('1 failures')
  },
)
