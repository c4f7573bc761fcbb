import type { CircuitBreakerStatus } from '@recloser/core'
import { type RefreshOptions, useBreakers } from '@recloser/react'
import { expect, it, vi } from 'vitest'
import { perform, recorder, scene, stopTime } from './harness.tsx'

stopTime()

const listRecorder = () => recorder((options: RefreshOptions) => useBreakers(options))
const told = (statuses: readonly CircuitBreakerStatus[] | undefined) =>
  statuses?.map(({ name, state }) => `${name} ${state}`).join(', ')

it('shows all in the order in which they were made, as they come, change and go', async () => {
  const { manager, fail, succeed, advance, show } = scene()
  const { values, Recorder } = listRecorder()
  await succeed('b')
  await show(<Recorder />)
  await succeed('a')
  await fail('b')
  await advance(10_000)
  await perform(() => manager.remove('b'))
  expect(values.map(told)).toEqual([
    'b closed',
    'b closed, a closed',
    'b open, a closed',
    'b half-open, a closed',
    'a closed',
  ])
})

it('keeps the list, and the status of each that did not change', async () => {
  const { fail, succeed, show } = scene()
  const { values, Recorder } = listRecorder()
  await succeed('a')
  await succeed('b')
  const { rerender } = await show(<Recorder />)
  await succeed('b')
  await rerender(<Recorder />)
  expect(values[1]).toBe(values[0])
  await fail('b')
  expect(values[2]?.[0]).toBe(values[0]?.[0])
  expect(values[2]?.[1]).not.toBe(values[0]?.[1])
})

it('renders once for many changes at once', async () => {
  const { manager, show } = scene()
  const { values, Recorder } = listRecorder()
  await show(<Recorder />)
  await perform(() => {
    for (let index = 0; index < 1_000; index += 1) manager.getOrCreate(`host ${index}`)
  })
  expect(values.map(list => list.length)).toEqual([0, 1_000])
})

it('follows the numbers where it is asked to', async () => {
  const { succeed, advance, show } = scene()
  const { values, Recorder } = listRecorder()
  await succeed('a')
  await show(<Recorder refreshMs={1_000} />)
  await succeed('a')
  await advance(1_000)
  await advance(1_000)
  expect(values.map(([status]) => status?.metrics.successes)).toEqual([1, 2])
  expect(vi.getTimerCount()).toBe(1)
})

it('is an empty list where there is none', async () => {
  const { show } = scene()
  const { values, Recorder } = listRecorder()
  await show(<Recorder />)
  expect(values).toEqual([[]])
})
