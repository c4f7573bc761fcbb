import {
  CircuitBreakerManager,
  type CircuitManager,
  isCircuitBreakerError,
  type ManagerSnapshot,
  restore,
  toSnapshot,
} from '@recloser/core'
import { createHttpBreakers, wrapFetch } from '@recloser/fetch'
import { BreakerProvider, useBreaker, useBreakers, useRetryAfterMs } from '@recloser/react'
import { type ReactNode, StrictMode, useEffect, useState } from 'react'
import { hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { perform, stopTime } from './harness.tsx'

stopTime()

const host = 'api.example.com'
const clock = { now: () => performance.now() }
const sent: unknown[] = []
const complaints: unknown[] = []
let root: Root | undefined

beforeEach(() => {
  sent.length = 0
  complaints.length = 0
  vi.spyOn(console, 'error').mockImplementation((...said) => complaints.push(said))
})
afterEach(async () => {
  await perform(() => root?.unmount())
  vi.restoreAllMocks()
})

/** A page that loads something as soon as it lives, through breakers of its own. */
function Page({ load }: { load: typeof fetch }): ReactNode {
  const status = useBreaker(host)
  const waitMs = useRetryAfterMs(host)
  const known = useBreakers().length
  const [answer, setAnswer] = useState('nothing yet')
  useEffect(() => {
    load(`https://${host}/`).then(
      () => setAnswer('loaded'),
      error => setAnswer(isCircuitBreakerError(error) ? 'rejected' : 'failed'),
    )
  }, [load])
  return `${known}: ${status?.state ?? 'unknown'}, ${waitMs ?? '?'} ms, ${answer}`
}

const pageOf = (manager: CircuitManager, snapshot: ManagerSnapshot | undefined, load: typeof fetch) => (
  <StrictMode>
    <BreakerProvider manager={manager} snapshot={snapshot}>
      <Page load={load} />
    </BreakerProvider>
  </StrictMode>
)

/** What a server sends of an open breaker: HTML, and the snapshot as JSON. */
const serve = (isGiven: boolean) => {
  const manager = new CircuitBreakerManager({ defaults: { clock } })
  manager.create(host).pause(10_000)
  const snapshot = toSnapshot(manager)
  const html = renderToString(pageOf(manager, isGiven ? snapshot : undefined, fetch))
  return { html, json: JSON.stringify(snapshot) }
}

/** What a page makes of it: takes the breakers over, then hydrates. */
const hydrate = async ({ html, json }: { html: string; json: string }, isGiven: boolean) => {
  const { manager, load } = pageBreakers()
  const snapshot = JSON.parse(json) as ManagerSnapshot
  restore(manager, snapshot)
  const container = document.createElement('main')
  container.innerHTML = html
  const before = container.textContent
  await perform(() => {
    root = hydrateRoot(container, pageOf(manager, isGiven ? snapshot : undefined, load), {
      onRecoverableError: error => complaints.push(error),
    })
  })
  return { before, container }
}

const pageBreakers = () => {
  const breakers = createHttpBreakers({ clock })
  const load = wrapFetch(breakers, async input => {
    sent.push(input)
    return new Response('ok')
  })
  return { manager: breakers.manager, load }
}

it('hydrates an open breaker: no request, no warning, and the countdown goes on in time', async () => {
  const page = serve(true)
  await vi.advanceTimersByTimeAsync(3_200)
  const { before, container } = await hydrate(page, true)
  expect(before).toBe('1: open, 10000 ms, nothing yet')
  expect(container.textContent).toBe('1: open, 7000 ms, rejected')
  await perform(() => vi.advanceTimersByTimeAsync(800))
  expect(container.textContent).toBe('1: open, 6000 ms, rejected')
  await perform(() => vi.advanceTimersByTimeAsync(6_000))
  expect(container.textContent).toBe('1: half-open, 0 ms, rejected')
  expect(sent).toEqual([])
  expect(complaints).toEqual([])
})

it('hydrates what is no longer so without a warning, and then shows what is', async () => {
  const page = serve(true)
  await vi.advanceTimersByTimeAsync(12_000)
  const { before, container } = await hydrate(page, true)
  expect(before).toBe('1: open, 10000 ms, nothing yet')
  expect(container.textContent).toBe('1: half-open, 0 ms, loaded')
  expect(sent).toHaveLength(2)
  expect(complaints).toEqual([])
})

it('renders on both sides as if there were no breakers where it is given no snapshot', async () => {
  const { before, container } = await hydrate(serve(false), false)
  expect(before).toBe('0: unknown, ? ms, nothing yet')
  expect(container.textContent).toBe('1: open, 10000 ms, rejected')
  expect(complaints).toEqual([])
})
