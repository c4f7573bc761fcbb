import { breakerHooks, createHttpBreakers } from '@recloser/ky'
import { status } from '@recloser/testing'
import ky from 'ky'
import oldKy, { type Options } from 'ky-1'
import { describe, expect, it } from 'vitest'
import { useServer } from '../use-server.ts'

const server = useServer()
const said = '@recloser/ky needs ky 2 or later'

describe('ky 1, which knows no init hooks', () => {
  const guarded = (options: Options = {}) =>
    oldKy.create(options).extend(breakerHooks(createHttpBreakers()) as object)

  it.each([
    ['by default', {}],
    ['that would retry anything', { retry: { limit: 5, shouldRetry: () => true } }],
    ['without time-outs', { timeout: false }],
    ['that throws for no status', { throwHttpErrors: false }],
  ] as const)('says so at the first request, at once, and sends nothing: %s', async (_, options) => {
    const startedAt = performance.now()
    await expect(guarded(options).get(server().url)).rejects.toThrow(said)
    await expect(guarded(options).post(server().url).json()).rejects.toThrow(TypeError)
    // Its first retry would come after a second.
    expect(performance.now() - startedAt).toBeLessThan(900)
    expect(server().hits).toBe(0)
  })

  it('says so again for every request, and leaves the settings of the instance alone', async () => {
    const retry = { limit: 3, methods: ['get'] as const, delay: () => 0 }
    const api = guarded({ retry: { ...retry, methods: [...retry.methods] } })
    for (let sent = 0; sent < 2; sent++) await expect(api(server().url)).rejects.toThrow(said)
    server().plan = status(503)
    await oldKy
      .create({ retry: { ...retry, methods: [...retry.methods] } })(server().url)
      .catch(() => {})
    expect(server().hits).toBe(4)
  })
})

it('says nothing to ky 2', async () => {
  expect((await ky.extend(breakerHooks(createHttpBreakers()))(server().url)).status).toBe(200)
})
