import { expect, it, vi } from 'vitest'
import { realWait } from './wait.ts'

const timers = () => process.getActiveResourcesInfo().filter(resource => resource === 'Timeout').length

it('waits in real time', async () => {
  await expect(realWait(1, new AbortController().signal)).resolves.toBeUndefined()
})

it('keeps a process from ending, until the signal aborts', async () => {
  // All of it in one turn of the event loop: no timer of anybody else's comes or goes meanwhile.
  const before = timers()
  const controller = new AbortController()
  const waiting = realWait(60_000, controller.signal)
  expect(timers()).toBe(before + 1)
  controller.abort()
  expect(timers()).toBe(before)
  await waiting
})

it('leaves nothing on the signal of who has waited', async () => {
  const { signal } = new AbortController()
  const removed = vi.spyOn(signal, 'removeEventListener')
  await realWait(1, signal)
  expect(removed).toHaveBeenCalledOnce()
})
