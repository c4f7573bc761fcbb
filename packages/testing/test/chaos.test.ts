import { chaos, hang, networkError, ok, status } from '@recloser/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { playThrough, request } from './requests.ts'

it('gives the same run to the same seed', () => {
  const run = () => playThrough(chaos({ seed: 7, rate: 0.5, outcome: [status(503), networkError] }), 200)
  expect(run()).toEqual(run())
  expect(playThrough(chaos({ seed: 8, rate: 0.5 }), 200)).not.toEqual(
    playThrough(chaos({ seed: 7, rate: 0.5 }), 200),
  )
})

it('gives the run of today to tomorrow’s version', () => {
  const faults = playThrough(chaos({ seed: 42, rate: 0.3, outcome: status(503) }), 20)
  expect(faults.map(outcome => (outcome === 503 ? 'x' : '.')).join('')).toBe('.xxx.x.xx.....x.....')
})

it('decides by the index, in whatever order requests come', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.shuffledSubarray([...Array(50).keys()]), (seed, order) => {
      const plan = chaos({ seed, rate: 0.5, outcome: [networkError, hang] })
      const inOrder = playThrough(plan, 50)
      const shuffled = order.map(index => plan({ index, ...request('GET', '/') }).kind)
      expect(shuffled).toEqual(order.map(index => inOrder[index]))
    }),
  )
})

it.each([0.01, 0.25, 0.9])('fails about as often as the rate %d says, for any seed', rate => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), seed => {
      const faults = playThrough(chaos({ seed, rate }), 4_000).filter(outcome => outcome === 503)
      // Six standard deviations: a fair draw strays further once in a milliard.
      expect(Math.abs(faults.length / 4_000 - rate)).toBeLessThan(6 * Math.sqrt((rate * (1 - rate)) / 4_000))
    }),
    { numRuns: 30 },
  )
})

it('never fails at rate 0 and always at rate 1', () => {
  expect(new Set(playThrough(chaos({ seed: 1, rate: 0 }), 1_000))).toEqual(new Set(['ok']))
  expect(new Set(playThrough(chaos({ seed: 1, rate: 1 }), 1_000))).toEqual(new Set([503]))
})

it('draws each of several outcomes about as often', () => {
  const outcomes = playThrough(
    chaos({ seed: 3, rate: 0.3, outcome: [networkError, hang, status(500)] }),
    10_000,
  )
  for (const kind of ['network-error', 'hang', 500]) {
    expect(outcomes.filter(outcome => outcome === kind).length).toBeGreaterThan(850)
  }
})

it('plays for the others what it is told to', () => {
  expect(playThrough(chaos({ seed: 1, rate: 0, otherwise: status(204) }), 1)).toEqual([204])
})

it.each([
  [{ seed: 1.5, rate: 0.5 }, 'seed must be an integer, got 1.5'],
  [{ seed: Number.NaN, rate: 0.5 }, 'seed must be an integer, got NaN'],
  [{ seed: 1, rate: -0.1 }, 'rate must lie in 0–1, got -0.1'],
  [{ seed: 1, rate: 50 }, 'rate must lie in 0–1, got 50'],
  [{ seed: 1, rate: Number.NaN }, 'rate must lie in 0–1, got NaN'],
  [{ seed: 1, rate: 0.5, outcome: [] }, 'outcome must not be empty'],
])('refuses %j', (options, message) => {
  expect(() => chaos(options)).toThrow(RangeError)
  expect(() => chaos(options)).toThrow(message)
})

it('refuses an outcome that is none', () => {
  expect(() => chaos({ seed: 1, rate: 1, outcome: [ok, 503 as never] })).toThrow('outcome must be an outcome')
})
