import { expect, it } from 'vitest'
import { exponential, normal, seeded } from './random.ts'

const draw = (count: number, next: () => number): number[] => Array.from({ length: count }, next)
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

it('repeats itself with the same seed, and not with another', () => {
  expect(draw(100, seeded(1))).toEqual(draw(100, seeded(1)))
  expect(draw(100, seeded(1))).not.toEqual(draw(100, seeded(2)))
})

it('is even over [0, 1), and as even from seed to seed', () => {
  for (const next of [
    seeded(7),
    (
      seed => () =>
        seeded(seed++)()
    )(0),
  ]) {
    const values = draw(20_000, next)
    for (let tenth = 0; tenth < 10; tenth++) {
      const count = values.filter(value => Math.floor(value * 10) === tenth).length
      expect(count).toBeGreaterThan(1_800)
      expect(count).toBeLessThan(2_200)
    }
  }
})

it('draws waits and deviations that have the mean and the spread they should', () => {
  const random = seeded(3)
  expect(mean(draw(50_000, () => exponential(random, 40)))).toBeCloseTo(40, -1)
  const values = draw(50_000, () => normal(random))
  expect(mean(values)).toBeCloseTo(0, 1)
  expect(mean(values.map(value => value * value))).toBeCloseTo(1, 1)
})
