import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHttpBreakers, type FetchInit, wrapFetch } from '@recloser/fetch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let server: Server
let url: string
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', part => {
      body += String(part)
    })
    request.on('end', () => response.end(`${request.method} ${String(request.headers['x-test'])} ${body}`))
  })
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const headers = { 'x-test': 'yes' }

class Defaults {
  readonly #method = 'PUT'
  readonly #headers = headers
  breaker?: FetchInit['breaker']
  get method() {
    return this.#method
  }
  get headers() {
    return this.#headers
  }
  get body() {
    return 'hello'
  }
}

/** Options of every shape that fetch takes, each of which asks for `PUT`, a header and a body. */
const shapes: Record<string, () => FetchInit> = {
  'fields of their own': () => ({ method: 'PUT', headers, body: 'hello' }),
  'fields that they inherit': () => Object.create({ method: 'PUT', headers, body: 'hello' }) as FetchInit,
  'fields of an object without a prototype': () =>
    Object.assign(Object.create(null), { method: 'PUT', headers, body: 'hello' }) as FetchInit,
  'fields that nobody can list': () =>
    Object.defineProperties(
      {},
      { method: { value: 'PUT' }, headers: { value: headers }, body: { value: 'hello' } },
    ),
  getters: () => ({
    get method() {
      return 'PUT'
    },
    get headers() {
      return headers
    },
    get body() {
      return 'hello'
    },
  }),
  'the getters of a class': () => new Defaults(),
  'a Request': () =>
    new Request(url, { method: 'PUT', headers, body: 'hello', duplex: 'half' } as RequestInit),
  'a proxy': () => new Proxy({ method: 'PUT', headers, body: 'hello' }, {}),
}

describe('a request with an option for its breaker goes out as it was, from', () => {
  it.each(Object.entries(shapes))('%s', async (_, options) => {
    for (const breaker of [false, { key: 'own' }, {}] as const) {
      const breakers = createHttpBreakers()
      const response = await wrapFetch(breakers)(url, Object.assign(options(), { breaker }))
      expect(await response.text()).toBe('PUT yes hello')
    }
  })

  it('options that nobody can change', async () => {
    const options = Object.freeze({ method: 'PUT', headers, body: 'hello', breaker: { key: 'own' } })
    const response = await wrapFetch(createHttpBreakers())(url, options)
    expect(await response.text()).toBe('PUT yes hello')
  })

  it('options that inherit the one for the breaker, which is taken at its word', async () => {
    const breakers = createHttpBreakers()
    const options = Object.create({
      method: 'PUT',
      headers,
      body: 'hello',
      breaker: { key: 'own' },
    }) as FetchInit
    expect(await (await wrapFetch(breakers)(url, options)).text()).toBe('PUT yes hello')
    expect([...breakers.manager].map(({ name }) => name)).toEqual(['own'])
  })

  it('options that another patch below copies', async () => {
    const copying: typeof fetch = (input, init) => fetch(input, { ...init })
    const options = { method: 'PUT', headers, body: 'hello', breaker: {} }
    const response = await wrapFetch(createHttpBreakers(), copying)(url, options)
    expect(await response.text()).toBe('PUT yes hello')
  })

  it('options for the breaker that are themselves made of getters and inherited', async () => {
    const breaker = Object.create({
      get key() {
        return 'own'
      },
    }) as object
    const breakers = createHttpBreakers()
    await wrapFetch(breakers)(url, { breaker })
    expect([...breakers.manager].map(({ name }) => name)).toEqual(['own'])
  })
})
