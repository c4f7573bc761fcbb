import { expect, it } from 'vitest'
import { Timeline } from './timeline.ts'

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

it('counts by the second at first, and by more when the log is long', () => {
  const timeline = new Timeline(2, 8)
  for (let at = 0; at < 8_000; at += 500) timeline.add(0, at)
  expect(timeline.series(0)).toEqual([2, 2, 2, 2, 2, 2, 2, 2])
  timeline.add(1, 60_000)
  expect(timeline.stepMs).toBe(8_000)
  expect(timeline.series(0)).toEqual([16, 0, 0, 0, 0, 0, 0, 0])
  expect(timeline.series(1)).toEqual([0, 0, 0, 0, 0, 0, 0, 1])
})

it('loses nothing, whatever the span', () => {
  const timeline = new Timeline(1)
  for (let index = 0; index < 1_000; index++) timeline.add(0, 1e12 + index ** 3)
  expect(sum(timeline.series(0))).toBe(1_000)
})

it('counts what is earlier than the first with the first', () => {
  const timeline = new Timeline(1)
  timeline.add(0, 5_000)
  timeline.add(0, 1_000)
  expect(timeline.series(0)).toEqual([2])
  expect(timeline.fromMs).toBe(5_000)
})
