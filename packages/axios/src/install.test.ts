import { breakerInterceptor, createHttpBreakers, installBreakers } from '@recloser/axios'
import axios, { type AxiosInstance } from 'axios'
import { beforeEach, describe, expect, it } from 'vitest'
import { answering, tally } from '../test/harness.ts'

const url = 'https://api.example.com/users'

let api: AxiosInstance
let breakers: ReturnType<typeof createHttpBreakers>

beforeEach(() => {
  api = axios.create({ adapter: answering() })
  breakers = createHttpBreakers()
})

describe('installBreakers', () => {
  it('leads requests through the breaker of their host', async () => {
    installBreakers(api, breakers)
    expect((await api.get(url)).data).toBe('ok')
    expect([...breakers.manager].map(({ name }) => name)).toEqual(['api.example.com'])
    expect(tally(breakers)).toBe('1 successes')
  })

  it('leaves instances alone that were made of the guarded one', async () => {
    installBreakers(api, breakers)
    const child = api.create()
    await child.get(url)
    expect(tally(breakers)).toBe('')
    installBreakers(child, breakers)
    await child.get(url)
    expect(tally(breakers)).toBe('1 successes')
  })

  it('admits an attempt once where the same breakers are installed twice', async () => {
    const first = installBreakers(api, breakers)
    installBreakers(api, breakers)
    await api.get(url)
    expect(tally(breakers)).toBe('1 successes')
    first()
    await api.get(url)
    expect(tally(breakers)).toBe('2 successes')
  })

  it('takes off what it has put on, and nothing twice', async () => {
    const uninstall = installBreakers(api, breakers)
    uninstall()
    await api.get(url)
    const other = createHttpBreakers()
    installBreakers(api, other)
    uninstall()
    await api.get(url)
    expect(tally(breakers)).toBe('')
    expect(tally(other)).toBe('1 successes')
  })

  it('takes off nobody else, should all interceptors have been cleared meanwhile', async () => {
    const uninstall = installBreakers(api, breakers)
    api.interceptors.request.clear()
    let asked = 0
    api.interceptors.request.use(config => {
      asked += 1
      return config
    })
    uninstall()
    await api.get(url)
    expect(asked).toBe(1)
    expect(tally(breakers)).toBe('')
  })

  it.each(['uninstalled', 'cleared'])('settles an attempt during which it is %s', async how => {
    const uninstall = installBreakers(api, breakers)
    const { promise, resolve } = Promise.withResolvers<void>()
    const response = api.get(url, { adapter: async config => promise.then(() => answering()(config)) })
    await new Promise(setImmediate)
    expect(tally(breakers)).toBe('1 inFlight')
    if (how === 'cleared') api.interceptors.request.clear()
    else uninstall()
    resolve()
    await response
    expect(tally(breakers)).toBe('1 successes')
  })

  it('leaves the settings of the instance and of the caller as they are', async () => {
    installBreakers(api, breakers)
    const settings = { adapter: answering(), headers: { a: 'b' } }
    const before = { ...settings }
    const { adapter } = api.defaults
    await api.get(url, settings)
    expect(settings).toEqual(before)
    expect(api.defaults.adapter).toBe(adapter)
  })

  it.each([undefined, null, {}, 'https://api.example.com'])('says that %s is no instance', instance => {
    expect(() => installBreakers(instance as AxiosInstance, breakers)).toThrow(
      new TypeError('instance must be an axios instance'),
    )
  })

  it.each([undefined, null, { failureThreshold: 3 }])('says that %s are no breakers', wrong => {
    expect(() => installBreakers(api, wrong as unknown as typeof breakers)).toThrow(
      new TypeError('breakers must come from createHttpBreakers'),
    )
  })
})

describe('breakerInterceptor', () => {
  it('makes what interceptors.request.use takes', async () => {
    const id = api.interceptors.request.use(...breakerInterceptor(breakers))
    await api.get(url)
    api.interceptors.request.eject(id)
    await api.get(url)
    expect(tally(breakers)).toBe('1 successes')
  })

  it('resolves URLs as the instance does that it is used on', async () => {
    const interceptor = breakerInterceptor(breakers)
    for (const baseURL of ['https://one.example/v1', 'https://two.example']) {
      const instance = axios.create({ baseURL, adapter: answering() })
      instance.interceptors.request.use(...interceptor)
      await instance.get('/users')
    }
    expect([...breakers.manager].map(({ name }) => name)).toEqual(['one.example', 'two.example'])
  })

  it('keeps a synchronous chain synchronous', async () => {
    const order: string[] = []
    api.interceptors.request.use(...breakerInterceptor(breakers))
    const response = api.request({
      url,
      adapter: config => {
        order.push('adapter')
        return answering()(config)
      },
    })
    order.push('after call')
    await response
    expect(order).toEqual(['adapter', 'after call'])
  })

  it('says that an instance is no breakers', () => {
    expect(() => breakerInterceptor(api as unknown as typeof breakers)).toThrow(
      new TypeError('breakers must come from createHttpBreakers'),
    )
  })
})
