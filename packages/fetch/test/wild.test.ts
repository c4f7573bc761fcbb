import { createReadStream } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createHttpBreakers,
  findCircuitBreakerError,
  type HttpBreakersConfig,
  wrapFetch,
} from '../src/index.ts'

// What real programs meet: the stories are told in docs/discoveries/wild.md.

let server: Server
let base: string
let answer: (response: ServerResponse) => void

beforeAll(async () => {
  server = createServer((request, response) => {
    request.on('error', () => {})
    request.resume()
    answer(response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const calling = async (
  config: HttpBreakersConfig,
  call: (fetch: typeof globalThis.fetch) => Promise<unknown>,
) => {
  const breakers = createHttpBreakers({ failureThreshold: 5, ...config })
  let sent = 0
  const send = wrapFetch(breakers, (input, init) => {
    sent += 1
    return fetch(input, init)
  })
  const errors: unknown[] = []
  for (let count = 0; count < 12; count++) await call(send).catch((error: unknown) => errors.push(error))
  return { sent, errors, failures: breakers.breakerFor(base)?.getStatus().metrics.failures }
}

describe('a server that redirects to nowhere', () => {
  it.each(['http://', 'http://a b/', 'ftp://example.com/', 'http://127.0.0.1:6000/', 'data:,x'])(
    'opens the circuit of the host: %s',
    async location => {
      answer = response => response.writeHead(302, { location }).end()
      expect(await calling({}, send => send(base))).toMatchObject({ sent: 5, failures: 5 })
    },
  )
})

describe('a host that hangs under a client whose own time-out aborts', () => {
  /** As SDKs do: headers do not come in time, so the call is aborted. */
  const timed =
    (reason?: unknown) =>
    async (send: typeof fetch): Promise<unknown> => {
      const controller = new AbortController()
      const timer = setTimeout(() => controller.abort(reason), 30)
      return send(base, { signal: controller.signal }).finally(() => clearTimeout(timer))
    }

  it.each([
    ['a plain abort and abortTimeoutMs', undefined, { abortTimeoutMs: 20 }],
    ['the code of stripe', Object.assign(new Error('aborted'), { code: 'ETIMEDOUT' }), {}],
    ['a text', 'timeout', {}],
  ])('is asked five times: %s', async (_, reason, config) => {
    answer = () => {}
    expect(await calling(config, timed(reason))).toMatchObject({ sent: 5, failures: 5 })
  })

  it('is not blamed for a user who cancels sooner', async () => {
    answer = () => {}
    expect(await calling({ abortTimeoutMs: 10_000 }, timed())).toMatchObject({ sent: 12, failures: 0 })
  })
})

it('does not blame the host for a file of the caller’s that cannot be read', async () => {
  answer = response => response.end('ok')
  const upload = () => {
    const body = Readable.toWeb(createReadStream('/no/such/file')) as ReadableStream
    return { method: 'POST', body, duplex: 'half' as const }
  }
  const called = await calling({}, send => send(base, upload()))
  expect(called).toMatchObject({ sent: 12, failures: 0 })
  expect(called.errors).toHaveLength(12)
})

it('does not blame a host for the rejection of an inner breaker that a client wrapped', async () => {
  const inner = createHttpBreakers()
  inner.breakerFor(base)?.forceOpen()
  const outer = createHttpBreakers({ failureThreshold: 1 })
  const innerFetch = wrapFetch(inner)
  const sdk: typeof fetch = (input, init) =>
    innerFetch(input, init).catch((error: unknown) => {
      throw new Error('Connection error.', { cause: error })
    })
  const error: unknown = await wrapFetch(outer, sdk)(base).catch((thrown: unknown) => thrown)
  expect(outer.breakerFor(base)).toMatchObject({ isClosed: true })
  expect(findCircuitBreakerError(error)).toMatchObject({ breakerName: new URL(base).host })
})
