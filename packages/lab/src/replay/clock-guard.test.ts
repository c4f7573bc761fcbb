import { expect, it } from 'vitest'
import { ClockGuard } from './clock-guard.ts'
import { emptyCall } from './logged-call.ts'

const hour = 3_600_000

const pass = (starts: readonly number[]): { passed: number[]; dropped: number } => {
  const passed: number[] = []
  let dropped = 0
  const guard = new ClockGuard(
    call => passed.push(call.startMs),
    () => (dropped += 1),
  )
  for (const startMs of starts) guard.take({ ...emptyCall(), startMs })
  guard.end()
  return { passed, dropped }
}

it('lets through what is in order, and what is a little out of it', () => {
  const starts = [0, 10, 20, 15, 30, 5, 40]
  expect(pass(starts)).toEqual({ passed: starts, dropped: 0 })
})

it.each([0, 1, 3, 5])('drops a line from the future, as line %d', place => {
  const starts = [0, 10, 20, 30, 40]
  expect(pass(starts.toSpliced(place, 0, 1_000 * hour)).dropped).toBe(place === 5 ? 0 : 1)
})

it('believes a jump that the lines behind it have made too', () => {
  const starts = [0, 10, 20, 9 * hour, 9 * hour + 10, 9 * hour + 20, 9 * hour + 30]
  expect(pass(starts)).toEqual({ passed: starts, dropped: 0 })
})

it('keeps every line of a log with a call a day', () => {
  const starts = Array.from({ length: 20 }, (_, index) => index * 24 * hour)
  expect(pass(starts)).toEqual({ passed: starts, dropped: 0 })
})

it('keeps logs that stand in the wrong order', () => {
  const starts = [50 * hour, 50 * hour + 1, 50 * hour + 2, 0, 1, 2]
  expect(pass(starts)).toEqual({ passed: starts, dropped: 0 })
})
