import { isCircuitBreakerError } from '@recloser/ky'
import { networkError, ok, script, status } from '@recloser/testing'
import ky from 'ky'
import { expect, it } from 'vitest'
import { errorOf, guarded, open, watched } from '../harness.ts'
import { useServer } from '../use-server.ts'

const server = useServer()

it('counts every attempt of a call that is retried', async () => {
  const watch = watched()
  server().plan = script(3, status(503), ok)
  expect(await guarded(watch, 5)(server().url).text()).toBe('ok')
  expect(server().hits).toBe(4)
  expect(watch.outcomes).toEqual(['failure', 'failure', 'failure', 'success'])
})

it('stops the retries of a call whose breaker opens meanwhile', async () => {
  const watch = watched({ failureThreshold: 2 })
  server().plan = status(503)
  const error = await errorOf(() => guarded(watch, 10)(server().url))
  expect(isCircuitBreakerError(error)).toBe(true)
  expect(server().hits).toBe(2)
  expect(watch.rejections).toBe(1)
})

it('sends nothing while open, and does not retry the rejection', async () => {
  const watch = watched()
  open(watch, server().url)
  const error = await errorOf(() => guarded(watch, 5)(server().url).json())
  expect(error).toMatchObject({ code: 'ERR_CIRCUIT_OPEN', breakerName: new URL(server().url).host })
  expect(server().hits).toBe(0)
  expect(watch.rejections).toBe(1)
})

it('has the rejection retried by a shouldRetry that insists, and still sends nothing', async () => {
  const watch = watched()
  open(watch, server().url)
  const retry = { limit: 3, delay: () => 0, shouldRetry: () => true }
  await errorOf(() => guarded(watch).extend({ retry })(server().url))
  expect(server().hits).toBe(0)
  expect(watch.rejections).toBe(4)
})

it('shows the rejection to beforeError hooks, which may replace it', async () => {
  const watch = watched()
  open(watch, server().url)
  const later = new Error('come back later')
  const api = guarded(watch).extend({
    hooks: { beforeError: [({ error }) => (isCircuitBreakerError(error) ? later : error)] },
  })
  expect(await errorOf(() => api(server().url))).toBe(later)
})

it('takes a permit of its own for a retry that an afterResponse hook asks for', async () => {
  const watch = watched()
  const api = guarded(watch, 2).extend({
    hooks: { afterResponse: [({ retryCount }) => (retryCount === 0 ? ky.retry({ delay: 0 }) : undefined)] },
  })
  await api(server().url)
  expect(watch.outcomes).toEqual(['success', 'success'])
})

it('leaves network errors to ky, which wraps and retries them', async () => {
  const watch = watched()
  server().plan = networkError
  const error = await errorOf(() => guarded(watch, 1)(server().url))
  expect(error).toMatchObject({ name: 'NetworkError', cause: { message: 'fetch failed' } })
  expect(watch.outcomes).toEqual(['failure', 'failure'])
})

it.each([true, false, (code: number) => code !== 503])(
  'judges the status whatever throwHttpErrors says',
  async throwHttpErrors => {
    const watch = watched()
    server().plan = status(503)
    await guarded(watch)(server().url, { throwHttpErrors }).catch(() => undefined)
    expect(watch.outcomes).toEqual(['failure'])
  },
)

it('hands out the client’s own error for the response that trips', async () => {
  const watch = watched({ failureThreshold: 1 })
  server().plan = status(503)
  const error = await errorOf(() => guarded(watch)(server().url))
  expect(error).toMatchObject({ name: 'HTTPError', response: { status: 503 } })
  expect(watch.breakers.manager.anyOpen()).toBe(true)
})
