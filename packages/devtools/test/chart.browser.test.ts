import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createScene, play, show, stopTime } from './scene.ts'

beforeEach(stopTime)
afterEach(() => {
  vi.useRealTimers()
})

it('loads the library for charts when it is first opened', async () => {
  const scene = createScene()
  await play(scene, 20)
  const { row, pass, root } = await show(scene.manager)
  const loaded = () => performance.getEntriesByType('resource').some(({ name }) => /uplot/i.test(name))
  vi.useRealTimers()
  expect(loaded()).toBe(false)
  row('maps.example.com')?.click()
  await vi.waitUntil(() => root.querySelector('.chart canvas'))
  expect(loaded()).toBe(true)
  expect(root.querySelector('figure')?.getAttribute('aria-details')).toBe('calls-table')
  stopTime()
  await pass()
})
