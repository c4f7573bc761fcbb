import { createHttpBreakers, isCircuitBreakerError, wrapFetch } from '@recloser/fetch'
import { BreakerProvider, useRetryAfterMs } from '@recloser/react'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { perform, stopTime } from './harness.tsx'

/* The recipe of docs/guide/tanstack-query.md, with a real QueryClient. */
stopTime()

const host = 'api.example.com'
afterEach(() => vi.restoreAllMocks())

const app = () => {
  const server = { status: 200, hits: 0, version: 1 }
  const breakers = createHttpBreakers({
    failureThreshold: 2,
    successThreshold: 1,
    openDurationMs: 10_000,
    jitter: 0,
    clock: { now: () => performance.now() },
  })
  const api = wrapFetch(breakers, async () => {
    server.hits += 1
    return new Response(`version ${server.version}`, { status: server.status })
  })
  const load = async (path: string): Promise<string> => {
    const response = await api(`https://${host}${path}`)
    if (!response.ok) throw new Error(`status ${response.status}`)
    return response.text()
  }
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: {
        retry: (count, error) => !isCircuitBreakerError(error) && count < 3,
        retryDelay: 100,
        refetchInterval: ({ state: { error } }) =>
          isCircuitBreakerError(error) && Math.max(error.retryAfterMs ?? 0, 1_000),
        refetchOnWindowFocus: false,
      },
    },
  })
  const undo = breakers.manager.on('transition', ({ name, to }) => {
    if (to !== 'closed') return
    void queryClient.invalidateQueries({ predicate: ({ meta }) => meta?.['breaker'] === name })
  })
  function Panel({ path }: { path: string }): ReactNode {
    const { data, error, isFetching } = useQuery({
      queryKey: [host, path],
      queryFn: () => load(path),
      meta: { breaker: host },
    })
    const waitMs = useRetryAfterMs(host)
    const note = isCircuitBreakerError(error)
      ? `again in ${(waitMs ?? 0) / 1_000} s`
      : (error?.message ?? 'fresh')
    return `[${data ?? 'nothing yet'}, ${note}, ${isFetching ? 'fetching' : 'still'}]`
  }
  const show = (...paths: string[]) =>
    render(
      <BreakerProvider manager={breakers.manager}>
        <QueryClientProvider client={queryClient}>
          {paths.map(path => (
            <Panel key={path} path={path} />
          ))}
        </QueryClientProvider>
      </BreakerProvider>,
    )
  const advance = (ms: number) => perform(() => vi.advanceTimersByTimeAsync(ms))
  return { server, queryClient, show, advance, undo }
}

it('keeps the last good data while open, sends nothing, and loads anew as soon as it may', async () => {
  const { server, queryClient, show, advance, undo } = app()
  const { container, unmount } = await show('/a')
  await advance(1)
  expect(container.textContent).toBe('[version 1, fresh, still]')

  server.status = 503
  await perform(() => void queryClient.invalidateQueries())
  await advance(250)
  expect(container.textContent).toBe('[version 1, again in 10 s, still]')
  expect(server.hits).toBe(3)

  await advance(5_000)
  expect(container.textContent).toBe('[version 1, again in 5 s, still]')
  expect(server.hits).toBe(3)

  Object.assign(server, { status: 200, version: 2 })
  await advance(5_000)
  expect(container.textContent).toBe('[version 2, fresh, still]')
  undo()
  await unmount()
})

it('shows at once that there is nothing yet, and when it comes, instead of a spinner', async () => {
  const { server, show, advance, undo } = app()
  server.status = 503
  const { container, unmount } = await show('/a')
  await advance(250)
  expect(container.textContent).toBe('[nothing yet, again in 10 s, still]')
  expect(server.hits).toBe(2)
  undo()
  await unmount()
})

it('tries with few probes and no burst, and loads all that belongs to the breaker once it closes', async () => {
  const { server, queryClient, show, advance, undo } = app()
  const { container, unmount } = await show('/a', '/b', '/c', '/quiet')
  await advance(1)
  const isBusy = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[1] !== '/quiet'
  server.status = 503
  await perform(() => void queryClient.invalidateQueries({ predicate: isBusy }))
  await advance(1_000)
  const before = server.hits
  Object.assign(server, { status: 200, version: 2 })
  await advance(8_900)
  expect(server.hits).toBe(before)
  expect(container.textContent).toMatch(
    /^(\[version 1, again in 1 s, still\]){3}\[version 1, fresh, still\]$/,
  )
  await advance(150)
  expect(container.textContent).toBe('[version 2, fresh, still]'.repeat(4))
  // Three probes at most, then each of the four.
  expect(server.hits - before).toBeLessThanOrEqual(7)
  undo()
  await unmount()
})
