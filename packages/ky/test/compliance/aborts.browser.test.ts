import { flaky, hang } from '@recloser/testing'
import { setupWorker } from 'msw/browser'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { errorOf, guarded, until, watched } from '../harness.ts'

/* In a page the clock is coarse and a signal's follower is the browser's own: what tells a time-out from an abort holds here too. */
const url = 'http://api.example.com/'
const api = flaky(url, hang)
const worker = setupWorker(api.handler)
beforeAll(() => worker.start({ quiet: true, onUnhandledFrame: 'bypass' }))
beforeEach(() => api.reset())
afterAll(() => worker.stop())

it.each([{ timeout: 60 }, { timeout: false as const, totalTimeout: 300 }])(
  'takes %o for a failure',
  async options => {
    const watch = watched()
    expect(await errorOf(() => guarded(watch)(url, options))).toMatchObject({ name: 'TimeoutError' })
    await until(() => watch.inFlight === 0)
    expect(watch.outcomes).toEqual(['api.example.com failure'])
  },
)

it.each([undefined, 'changed my mind', new TypeError('Failed to fetch')])(
  'ignores a Request that its own signal aborts with %o',
  async reason => {
    const watch = watched()
    const controller = new AbortController()
    const call = errorOf(() => guarded(watch)(new Request(url, { signal: controller.signal })))
    await until(() => api.pending === 1)
    controller.abort(reason)
    await call
    expect(watch.outcomes).toEqual(['api.example.com ignored'])
  },
)

it('finds the breaker of a relative address', async () => {
  const watch = watched()
  const fetch = async () => new Response('ok')
  await guarded(watch)('/users', { fetch })
  expect(watch.outcomes).toEqual([`${location.host} success`])
})
