import { CircuitBreaker } from '@recloser/core'
import fc from 'fast-check'
import { must, type Target, target } from '../../fuzz/target.ts'
import { starts } from '../operations.ts'

const lengths = fc.oneof(fc.integer({ min: 1, max: 500 }), fc.double({ min: 1, max: 1e7, noNaN: true }))
/** Parts of the window's length that pass between one call and the next. */
const gaps = fc.array(
  fc.oneof(fc.constantFrom(0, 0.1, 0.9, 1, 12), fc.double({ min: 0, max: 1.2, noNaN: true })),
  {
    maxLength: 30,
    size: 'max',
  },
)

// What a clock of such numbers cannot tell apart: a hundredth of the window, or the last digits of 10^12.
const ERROR = 0.01

export const bounds: Target = target(
  'window bounds',
  'a result counts for nine tenths of a time window at least, and never for longer than the window',
  fc.tuple(lengths, starts, gaps),
  ([failureWindowMs, start, parts]) => {
    const clock = { time: start, now: () => clock.time }
    const rules = { failureThreshold: false, failureRateThreshold: false } as const
    const breaker = new CircuitBreaker('bounds', { ...rules, failureWindowMs, clock })
    const ended: number[] = []
    for (const part of parts) {
      clock.time += part * failureWindowMs
      const { calls } = breaker.getStatus()
      const youngerThan = (share: number) =>
        ended.filter(at => clock.time - at < share * failureWindowMs).length
      must(calls >= youngerThan(0.9 - ERROR), 'it holds what is young', { calls, ended, now: clock.time })
      must(calls <= youngerThan(1 + ERROR), 'it holds nothing old', { calls, ended, now: clock.time })
      breaker.settle(breaker.acquire(), 'success')
      ended.push(clock.time)
    }
  },
)
