import { breakerHooks, createHttpBreakers } from '@recloser/ky'
import ky, { type KyInstance, type Options } from 'ky'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const warn = vi.spyOn(console, 'warn')
beforeEach(() => void warn.mockReset())
afterEach(() => vi.unstubAllEnvs())

const answering: Options = { fetch: async () => new Response('ok'), retry: 0 }
const guarded = () => ky.create(answering).extend(breakerHooks(createHttpBreakers()))
const send = async (api: KyInstance, times: number) => {
  for (let sent = 0; sent < times; sent++) await api('http://api.example.com/').catch(() => {})
}
/** What a later init hook does that knows nothing of ours. */
const replacing: Options = {
  hooks: { init: [options => Object.assign(options, { fetch: async () => new Response('mine') })] },
}

describe('while developing', () => {
  it('tells once of an instance whose breakers were replaced, and what helps', async () => {
    const api = guarded().extend(replacing)
    await send(api, 9)
    expect(warn).not.toHaveBeenCalled()
    await send(api, 20)
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/none of the first 10 .* extend by breakerHooks last/)],
    ])
  })

  it('says nothing where they are asked, and some requests end before', async () => {
    const api = guarded()
    await send(api, 1)
    const failing = api.extend({
      hooks: {
        beforeRequest: [
          () => {
            throw new Error('no token')
          },
        ],
      },
    })
    await send(failing, 30)
    expect(warn).not.toHaveBeenCalled()
  })
})

it('says nothing in production', async () => {
  vi.stubEnv('NODE_ENV', 'production')
  await send(guarded().extend(replacing), 30)
  expect(warn).not.toHaveBeenCalled()
})
