import { CircuitBreakerManager, toSnapshot } from '@recloser/core'
import { BreakerProvider, useBreaker, useBreakers, useRetryAfterMs } from '@recloser/react'
import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, it, vi } from 'vitest'

function Page(): ReactNode {
  const status = useBreaker('api', { refreshMs: 1_000 })
  return `${status?.state} (${status?.mode}), ${useRetryAfterMs('api')} ms, one of ${useBreakers().length}`
}

const html = (manager: CircuitBreakerManager, snapshot = toSnapshot(manager)) =>
  renderToString(
    <BreakerProvider manager={manager} snapshot={snapshot}>
      <Page />
    </BreakerProvider>,
  )

it('renders what the snapshot says, whatever time it is', () => {
  const clock = { time: 5_000, now: () => clock.time }
  const manager = new CircuitBreakerManager({ defaults: { clock } })
  manager.create('api', { mode: 'shadow' }).pause(30_000)
  const snapshot = toSnapshot(manager)
  clock.time += 40_000
  expect(html(manager, snapshot)).toBe('open (shadow), 30000 ms, one of 1')
  expect(html(manager)).toBe('half-open (shadow), 0 ms, one of 1')
})

it('leaves neither a listener nor a timer, and needs no page', () => {
  vi.useFakeTimers()
  const manager = new CircuitBreakerManager()
  const on = vi.spyOn(manager, 'on')
  manager.create('api').forceOpen()
  expect(html(manager)).toBe('open (enforce), undefined ms, one of 1')
  expect([typeof document, on.mock.calls, vi.getTimerCount()]).toEqual(['undefined', [], 0])
  vi.useRealTimers()
})

it('renders of a snapshot that is none what it renders without', () => {
  expect(html(new CircuitBreakerManager(), { version: 7 } as never)).toBe(
    'undefined (undefined), undefined ms, one of 0',
  )
})
