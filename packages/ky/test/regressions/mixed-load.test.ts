import { byRoute, hang, networkError, ok, status, torn } from '@recloser/testing'
import { expect, it } from 'vitest'
import { guarded, until, watched } from '../harness.ts'
import { useServer } from '../use-server.ts'

const server = useServer()

const plan = byRoute({
  '/ok': ok,
  '/404': status(404),
  '/torn': torn,
  '/503': status(503),
  '/reset': networkError,
  '/fin': networkError({ cut: 'fin' }),
  '/time-out': hang,
  '/abort': hang,
})
const paths = ['/ok', '/404', '/torn', '/503', '/reset', '/fin', '/time-out', '/abort']

it('leaks nothing among 200 calls at once that end in every way there is', async () => {
  const watch = watched()
  server().plan = plan
  const api = guarded(watch, 2)
  const calls = Array.from({ length: 200 }, (_, index) => {
    const path = paths[index % paths.length] ?? ''
    const controller = new AbortController()
    if (path === '/abort') setTimeout(() => controller.abort(index % 3 === 0 ? undefined : 'enough'), index)
    const timeout = path === '/time-out' && 100
    return api(server().url + path, { signal: controller.signal, timeout }).text()
  })
  await Promise.allSettled(calls)
  await until(() => watch.inFlight === 0)

  // 25 of each. Ky retries a 503 and a failed connection, but no time-out.
  expect(watch.breakers.breakerFor(server().url)?.getStatus().metrics).toMatchObject({
    totalRequests: 75 + 250 + 25,
    successes: 75,
    failures: 3 * 75 + 25,
    ignored: 25,
    rejected: 0,
  })
})
