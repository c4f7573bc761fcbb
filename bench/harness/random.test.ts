import { expect, it } from 'vitest'
import { seeded, shuffled } from './random.ts'

it('shuffles the same way for the same seed, and another way for another', () => {
  const things = Array.from({ length: 20 }, (_, i) => i)
  expect(shuffled(things, seeded(1))).toEqual(shuffled(things, seeded(1)))
  expect(shuffled(things, seeded(1))).not.toEqual(shuffled(things, seeded(2)))
})

it('keeps every thing, and leaves the list as it was', () => {
  const things = ['a', 'b', 'c']
  expect(shuffled(things, seeded(7)).toSorted()).toEqual(things)
  expect(things).toEqual(['a', 'b', 'c'])
})

it('puts each thing in each place about as often', () => {
  const random = seeded(3)
  const firsts = Array.from({ length: 3_000 }, () => shuffled(['a', 'b', 'c'], random)[0])
  for (const thing of ['a', 'b', 'c']) {
    const share = firsts.filter(first => first === thing).length / firsts.length
    expect(share).toBeGreaterThan(0.3)
    expect(share).toBeLessThan(0.37)
  }
})
