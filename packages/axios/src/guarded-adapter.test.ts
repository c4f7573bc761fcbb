import {
  createHttpBreakers,
  type HttpBreakers,
  installBreakers,
  isCircuitBreakerError,
} from '@recloser/axios'
import axios, { type AxiosAdapter, type AxiosError, type AxiosInstance } from 'axios'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { answering, tally } from '../test/harness.ts'

const url = 'https://api.example.com/users'

let api: AxiosInstance
let breakers: HttpBreakers

beforeEach(() => {
  api = axios.create()
  breakers = createHttpBreakers({ failureThreshold: 1 })
  installBreakers(api, breakers)
})

describe('the adapter of a guarded request', () => {
  it('may be a function', async () => {
    await api.get(url, { adapter: answering() })
    expect(tally(breakers)).toBe('1 successes')
  })

  it('may be a list, of which the first that can is taken', async () => {
    await api.get(url, { adapter: ['xhr', answering()] })
    expect(tally(breakers)).toBe('1 successes')
  })

  it('may be a name', async () => {
    vi.stubGlobal('fetch', async () => new Response('ok'))
    const { data } = await api.get(url, { adapter: 'fetch' }).finally(() => vi.unstubAllGlobals())
    expect(data).toBe('ok')
    expect(tally(breakers)).toBe('1 successes')
  })

  it('is that of the library where neither request nor instance has one', async () => {
    delete api.defaults.adapter
    const { adapter } = axios.defaults
    axios.defaults.adapter = answering()
    await api.get(url).finally(() => Object.assign(axios.defaults, { adapter }))
    expect(tally(breakers)).toBe('1 successes')
  })

  it.each(['xhr', 'telegraph', ['xhr']])(
    'takes no permit when it is %s, which cannot send',
    async adapter => {
      const bare = await axios.get(url, { adapter }).catch((error: unknown) => error)
      await expect(api.get(url, { adapter })).rejects.toThrow((bare as AxiosError).message)
      expect([...breakers.manager]).toEqual([])
    },
  )

  it('is seen again in response and error as the caller gave it', async () => {
    const adapter = answering()
    expect((await api.get(url, { adapter })).config.adapter).toBe(adapter)
    const failing = ['xhr', answering(503)] as AxiosAdapter[]
    const failure = await api.get(url, { adapter: failing }).catch((error: unknown) => error)
    expect((failure as AxiosError).config?.adapter).toEqual(failing)
    const rejection = await api.get(url, { adapter }).catch((error: unknown) => error)
    expect(isCircuitBreakerError(rejection)).toBe(true)
    expect((rejection as AxiosError).config?.adapter).toBe(adapter)
  })

  it('is not guarded again when it is still guarded', async () => {
    const seen: unknown[] = []
    const spied = axios.create({ adapter: answering() })
    // Registered first, and so runs last.
    spied.interceptors.request.use(config => {
      seen.push(config.adapter)
      return config
    })
    installBreakers(spied, breakers)
    await spied.get(url)
    await spied.get(url, { adapter: seen[0] as AxiosAdapter })
    expect(seen[1]).toBe(seen[0])
    expect(tally(breakers)).toBe('2 successes')
  })
})

describe('several sets of breakers', () => {
  it('each admit an attempt once, in whatever order they are asked', async () => {
    const other = createHttpBreakers()
    installBreakers(api, other)
    installBreakers(api, breakers)
    const adapter = answering()
    const { config } = await api.get(url, { adapter })
    expect([tally(breakers), tally(other)]).toEqual(['1 successes', '1 successes'])
    expect(config.adapter).toBe(adapter)
  })

  it('are looked through when one of them is installed again', async () => {
    const other = createHttpBreakers()
    installBreakers(api, other)
    installBreakers(api, breakers)
    await api.get(url, { adapter: answering() })
    expect([tally(breakers), tally(other)]).toEqual(['1 successes', '1 successes'])
  })

  it('ignore the rejections of each other', async () => {
    const inner = createHttpBreakers()
    const outer = axios.create({ adapter: answering() })
    installBreakers(outer, breakers)
    installBreakers(outer, inner)
    // The interceptor that was registered last runs first, and so stands nearest to the adapter.
    inner.breakerFor(url)?.forceOpen()
    const error = await outer.get(url).catch((failure: unknown) => failure)
    expect(isCircuitBreakerError(error)).toBe(true)
    expect((error as AxiosError).config?.adapter).toBe(outer.defaults.adapter)
    expect([tally(breakers), tally(inner)]).toEqual(['1 ignored', '1 rejected'])
    breakers.breakerFor(url)?.forceOpen()
    const second = await outer.get(url).catch((failure: unknown) => failure)
    expect((second as AxiosError).config?.adapter).toBe(outer.defaults.adapter)
    expect([tally(breakers), tally(inner)]).toEqual(['1 ignored, 1 rejected', '1 rejected'])
  })
})

it('lets axios itself say what is wrong with a request that has no URL to go by', async () => {
  const mine = new Error('cannot write these')
  const serialize = (): never => {
    throw mine
  }
  const request = api.get(url, { adapter: 'fetch', params: { a: 1 }, paramsSerializer: { serialize } })
  expect((await request.catch((error: AxiosError) => error)) as unknown).toBe(mine)
  expect([...breakers.manager]).toEqual([])
})
