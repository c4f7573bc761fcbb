import { type createHttpBreakers, installBreakers } from '@recloser/axios'
import axios, { AxiosError, type AxiosInstance, type InternalAxiosRequestConfig } from 'axios'
import { beforeEach, describe, expect, it } from 'vitest'
import { answering, failure, isOlderThan, patientBreakers, tally } from '../harness.ts'

const url = 'https://api.example.com/users'

let api: AxiosInstance
let breakers: ReturnType<typeof createHttpBreakers>

beforeEach(() => {
  api = axios.create({ adapter: answering() })
  breakers = patientBreakers()
})

type Interceptor = (config: InternalAxiosRequestConfig) => InternalAxiosRequestConfig

/** Until axios 1.16, a synchronous interceptor that throws must have somebody who hears of it. */
const rethrow = (error: unknown): never => {
  throw error
}

/** Interceptors run last in, first out: whoever registers before us runs after us. */
const orders = ['before', 'after'] as const
const ways = orders.flatMap(order => [true, false].map(synchronous => ({ order, synchronous })))

describe.each(ways)('an interceptor registered $order the breakers, synchronous: $synchronous', way => {
  const intercept = (interceptor: Interceptor): void => {
    const add = () => api.interceptors.request.use(interceptor, rethrow, way)
    if (way.order === 'before') add()
    installBreakers(api, breakers)
    if (way.order === 'after') add()
  }

  it('may copy the config', async () => {
    intercept(config => ({ ...config }))
    await api.get(url)
    expect(tally(breakers)).toBe('1 successes')
  })

  it('may throw, and no permit is taken', async () => {
    const mine = new Error('no token')
    intercept(() => {
      throw mine
    })
    expect(await failure(api.get(url))).toBe(mine)
    expect([...breakers.manager]).toEqual([])
  })

  it('may forget to return the config, and no permit is taken', async () => {
    intercept(() => undefined as unknown as InternalAxiosRequestConfig)
    expect(await failure(api.get(url))).toBeInstanceOf(TypeError)
    expect([...breakers.manager]).toEqual([])
  })

  it('may send the request elsewhere, to the breaker of that place', async () => {
    intercept(config => Object.assign(config, { baseURL: 'https://other.example.com/v2' }))
    await api.get('/users')
    expect([...breakers.manager].map(({ name }) => name)).toEqual(['other.example.com'])
  })

  it('may decide that no breaker is to be asked', async () => {
    intercept(config => Object.assign(config, { breaker: false }))
    await api.get(url)
    expect([...breakers.manager]).toEqual([])
  })

  it('may choose the adapter', async () => {
    let asked = 0
    intercept(config => {
      const adapter = config.adapter as ReturnType<typeof answering>
      return Object.assign(config, {
        adapter: async (dispatched: InternalAxiosRequestConfig) => {
          asked += 1
          return adapter(dispatched)
        },
      })
    })
    await api.get(url)
    expect([asked, tally(breakers)]).toEqual([1, '1 successes'])
  })
})

describe.each(orders)('a response interceptor registered %s the breakers', order => {
  const respond = (
    fulfilled: ((response: never) => unknown) | null,
    rejected?: (error: unknown) => unknown,
  ) => {
    const add = () => api.interceptors.response.use(fulfilled as never, rejected)
    if (order === 'before') add()
    installBreakers(api, breakers)
    if (order === 'after') add()
  }

  it('may unwrap the response', async () => {
    respond((response: { data: unknown }) => response.data)
    expect(await api.get(url)).toBe('ok')
    expect(tally(breakers)).toBe('1 successes')
  })

  it('may throw an error of its own for a good response', async () => {
    const mine = new Error('out of stock')
    respond(() => {
      throw mine
    })
    expect(await failure(api.get(url))).toBe(mine)
    expect(tally(breakers)).toBe('1 successes')
  })

  it('may make another error, or a response, of an error', async () => {
    api.defaults.adapter = answering(503)
    respond(null, error => (error as AxiosError).response)
    expect(await api.get(url)).toMatchObject({ status: 503 })
    expect(tally(breakers)).toBe('1 failures')
  })

  it('sees a rejection as it sees any error without a response', async () => {
    const seen: unknown[] = []
    respond(null, error => {
      seen.push(error)
      throw error
    })
    breakers.breakerFor(url)?.forceOpen()
    const error = await failure(api.get(url))
    expect(seen).toEqual([error])
    expect(error).toMatchObject({ code: 'ERR_CIRCUIT_OPEN', config: { url } })
  })
})

describe('a transform', () => {
  const transform = (): never => {
    throw new Error('cannot transform')
  }

  it('of the request may throw, and no permit is taken', async () => {
    installBreakers(api, breakers)
    await failure(api.post(url, {}, { transformRequest: transform }))
    expect([...breakers.manager]).toEqual([])
  })

  it('of the response may throw: the server answered', async () => {
    installBreakers(api, breakers)
    await failure(api.get(url, { transformResponse: transform }))
    expect(tally(breakers)).toBe('1 successes')
  })

  it('may fail to parse the response: the server answered', async () => {
    api.defaults.adapter = answering(200, '{')
    installBreakers(api, breakers)
    const request = { responseType: 'json', transitional: { silentJSONParsing: false } } as const
    expect(await failure(api.get(url, request))).toMatchObject({ code: AxiosError.ERR_BAD_RESPONSE })
    expect(tally(breakers)).toBe('1 successes')
  })
})

it('does not mind axios running interceptors first in, first out', async () => {
  // Axios 1.7 has no such choice.
  const transitional = isOlderThan('1.16.0') ? {} : { legacyInterceptorReqResOrdering: false }
  api.interceptors.request.use(config => ({ ...config }))
  installBreakers(api, breakers)
  api.interceptors.request.use(config => ({ ...config, baseURL: 'https://other.example.com' }))
  await api.get('/users', { transitional })
  expect([...breakers.manager].map(({ name }) => name)).toEqual(['other.example.com'])
  expect(tally(breakers)).toBe('1 successes')
})
