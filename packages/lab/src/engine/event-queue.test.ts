import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EventQueue } from './event-queue.ts'

const drain = (queue: EventQueue): [time: number, subject: number][] => {
  const out: [number, number][] = []
  while (queue.pop()) out.push([queue.time, queue.subject])
  return out
}

it('hands out events by time, and those of one moment in the order in which they came', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 3_000 }), times => {
      const queue = new EventQueue()
      for (const [subject, time] of times.entries()) queue.push(time, 0, subject, 0)
      // Array.sort is stable.
      const expected = times.map((time, subject) => [time, subject]).toSorted(([a = 0], [b = 0]) => a - b)
      expect(drain(queue)).toEqual(expected)
    }),
  )
})

it('keeps the order while events come and go', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 50 })), { maxLength: 500 }), steps => {
      const queue = new EventQueue()
      let model: { time: number; subject: number }[] = []
      steps.forEach((time, subject) => {
        if (time !== null) {
          queue.push(time, 1, subject, 7)
          model.push({ time, subject })
          return
        }
        const [first] = model.toSorted((a, b) => a.time - b.time || a.subject - b.subject)
        model = model.filter(event => event !== first)
        expect(queue.nextTime).toBe(first?.time ?? Infinity)
        expect(queue.pop()).toBe(first !== undefined)
        expect(first).toEqual(first && { time: queue.time, subject: queue.subject })
        expect(queue.size).toBe(model.length)
      })
    }),
  )
})

it('gives back kind and stamp', () => {
  const queue = new EventQueue()
  queue.push(5, 3, 2, 1)
  queue.pop()
  expect([queue.time, queue.kind, queue.subject, queue.stamp]).toEqual([5, 3, 2, 1])
})
