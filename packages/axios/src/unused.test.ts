import { createHttpBreakers, installBreakers } from '@recloser/axios'
import axios, { type AxiosInstance } from 'axios'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answering } from '../test/harness.ts'

const warn = vi.spyOn(console, 'warn')
beforeEach(() => void warn.mockReset())
afterEach(() => vi.unstubAllEnvs())

const send = async (api: AxiosInstance, times: number) => {
  for (let sent = 0; sent < times; sent++) await api('http://api.example.com/').catch(() => {})
}
const instance = () => axios.create({ adapter: answering() })
/** What a plugin does that knows nothing of ours. */
const replaceAdapter = (api: AxiosInstance) =>
  api.interceptors.request.use(config => ({ ...config, adapter: answering(203) }))

describe('while developing', () => {
  it('tells once of an instance whose breakers were replaced, and what helps', async () => {
    const api = instance()
    replaceAdapter(api)
    installBreakers(api, createHttpBreakers())
    await send(api, 9)
    expect(warn).not.toHaveBeenCalled()
    await send(api, 20)
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/none of the first 10 .* install the breakers first/)],
    ])
  })

  it('says nothing where they come first, as it advises', async () => {
    const api = instance()
    installBreakers(api, createHttpBreakers())
    replaceAdapter(api)
    await send(api, 30)
    expect(warn).not.toHaveBeenCalled()
  })

  it('says nothing of the same breakers installed twice, or beside others', async () => {
    const api = instance()
    const breakers = createHttpBreakers()
    installBreakers(api, breakers)
    installBreakers(api, breakers)
    installBreakers(api, createHttpBreakers())
    await send(api, 30)
    expect(warn).not.toHaveBeenCalled()
  })

  it('says nothing where a request came through, and later ones end before', async () => {
    const api = instance()
    api.interceptors.request.use(config => {
      if (config.headers.has('x-late')) throw new Error('no token')
      return config
    })
    installBreakers(api, createHttpBreakers())
    await send(api, 1)
    api.defaults.headers.common['x-late'] = 'yes'
    await send(api, 30)
    expect(warn).not.toHaveBeenCalled()
  })
})

it('says nothing in production', async () => {
  vi.stubEnv('NODE_ENV', 'production')
  const api = instance()
  replaceAdapter(api)
  installBreakers(api, createHttpBreakers())
  await send(api, 30)
  expect(warn).not.toHaveBeenCalled()
})
