import { hang, status } from '@recloser/testing'
import type { Options } from 'ky'
import { describe, expect, it } from 'vitest'
import { errorOf, guarded, until, watched } from '../harness.ts'
import { useServer } from '../use-server.ts'

const server = useServer()

describe('a time-out', () => {
  const timeOuts: [string, Options][] = [
    ['of the attempt', { timeout: 60 }],
    [
      'that an init hook sets after ours',
      { hooks: { init: [options => Object.assign(options, { timeout: 60 })] } },
    ],
  ]
  it.each(timeOuts)('%s is a failure', async (_, options) => {
    const watch = watched()
    server().plan = hang
    const error = await errorOf(() => guarded(watch)(server().url, options))
    expect(error).toMatchObject({ name: 'TimeoutError' })
    await until(() => watch.inFlight === 0)
    expect(watch.outcomes).toEqual(['failure'])
  })

  it('of the caller’s signal is a failure, and passes through', async () => {
    const watch = watched()
    server().plan = hang
    const error = await errorOf(() => guarded(watch)(server().url, { signal: AbortSignal.timeout(10) }))
    expect(error).toMatchObject({ name: 'TimeoutError', code: 23 })
    expect(watch.outcomes).toEqual(['failure'])
  })

  it('of the signal of a Request is a failure', async () => {
    const watch = watched()
    server().plan = hang
    const request = new Request(server().url, { signal: AbortSignal.timeout(10) })
    await errorOf(() => guarded(watch)(request))
    expect(watch.outcomes).toEqual(['failure'])
  })

  it('of a body that is read after the headers is not counted', async () => {
    const watch = watched()
    const body = new ReadableStream({ pull: () => new Promise<void>(() => undefined) })
    const api = guarded(watch).extend({ timeout: 10, fetch: async () => new Response(body) })
    expect(await errorOf(() => api(server().url).text())).toMatchObject({ name: 'TimeoutError' })
    expect(watch.outcomes).toEqual(['success'])
  })
})

describe('an abort by the caller', () => {
  const reasons: [string, unknown][] = [
    ['no reason', undefined],
    ['an Error', new Error('changed my mind')],
    ['a string', 'changed my mind'],
    ['a TypeError that looks like the network’s', new TypeError('fetch failed')],
    ['null', null],
  ]

  it.each(reasons)('in flight with %s is ignored', async (_, reason) => {
    const watch = watched()
    server().plan = hang
    const controller = new AbortController()
    const call = errorOf(() => guarded(watch, 2)(server().url, { signal: controller.signal, retry: 0 }))
    await until(() => server().pending === 1)
    controller.abort(reason)
    await call
    expect(watch.outcomes).toEqual(['ignored'])
  })

  it.each(reasons)('through the signal of a Request, with %s, is ignored', async (_, reason) => {
    const watch = watched()
    server().plan = hang
    const controller = new AbortController()
    const call = errorOf(() => guarded(watch)(new Request(server().url, { signal: controller.signal })))
    await until(() => server().pending === 1)
    controller.abort(reason)
    await call
    expect(watch.outcomes).toEqual(['ignored'])
  })

  it('before the call sends nothing', async () => {
    const watch = watched()
    const reason = new Error('too late')
    expect(await errorOf(() => guarded(watch)(server().url, { signal: AbortSignal.abort(reason) }))).toBe(
      reason,
    )
    expect(server().hits).toBe(0)
    expect(watch.outcomes).toEqual([])
  })

  it('during the delay before a retry changes nothing', async () => {
    const watch = watched()
    server().plan = status(503)
    const controller = new AbortController()
    const api = guarded(watch).extend({ retry: { limit: 1, delay: () => 5_000 } })
    const call = errorOf(() => api(server().url, { signal: controller.signal }))
    await until(() => watch.outcomes.length === 1)
    controller.abort('enough')
    expect(await call).toBe('enough')
    expect(watch.outcomes).toEqual(['failure'])
    expect(watch.inFlight).toBe(0)
  })
})
