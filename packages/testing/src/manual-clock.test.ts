import { expect, it, vi } from 'vitest'
import { manualClock } from './manual-clock.ts'

it('moves only when told to', () => {
  const clock = manualClock(1_000)
  expect(clock.now()).toBe(1_000)
  clock.advance(250)
  expect(clock.now()).toBe(1_250)
  clock.set(2_000)
  expect(clock.now()).toBe(2_000)
})

it('is read without its object', () => {
  const { now, advance } = manualClock()
  advance(5)
  expect(now()).toBe(5)
})

it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses to advance by %s', ms => {
  const clock = manualClock(10)
  expect(() => clock.advance(ms)).toThrow(RangeError)
  expect(clock.now()).toBe(10)
})

it.each([9, Number.NaN, Number.POSITIVE_INFINITY])('refuses to be set to %s when it stands at 10', ms => {
  const clock = manualClock(10)
  expect(() => clock.set(ms)).toThrow(RangeError)
  expect(clock.now()).toBe(10)
})

it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses to wait for %s', ms => {
  expect(() => manualClock().wait(ms)).toThrow('ms must be a finite number >= 0')
})

it('refuses to start at no number', () => {
  expect(() => manualClock(Number.NaN)).toThrow('start must be a finite number, got NaN')
})

it('wakes those whose moment has come, the earliest first', async () => {
  const clock = manualClock()
  const woken: number[] = []
  const waits = [30, 20, 10].map(ms => clock.wait(ms).then(() => woken.push(ms)))
  clock.advance(20)
  await Promise.all(waits.slice(1))
  expect(woken).toEqual([10, 20])
  clock.advance(10)
  await waits[0]
  expect(woken).toEqual([10, 20, 30])
})

it('lets go who no longer wants to wait', async () => {
  const clock = manualClock()
  const controller = new AbortController()
  const waiting = clock.wait(10, controller.signal)
  controller.abort()
  await waiting
  await clock.wait(10, controller.signal)
  expect(clock.now()).toBe(0)
})

it('leaves nothing on the signal of who has waited', async () => {
  const clock = manualClock()
  const { signal } = new AbortController()
  const removed = vi.spyOn(signal, 'removeEventListener')
  const waiting = clock.wait(10, signal)
  clock.advance(10)
  await waiting
  expect(removed).toHaveBeenCalledOnce()
})
