import { describe, expect, it } from 'vitest'
import { byRound, quantile, summarize } from './statistics.ts'

describe('quantile', () => {
  it('is the middle one of an odd number, however they are sorted', () => {
    expect(quantile([30, 9, 100], 0.5)).toBe(30)
  })

  it('lies between the middle two of an even number', () => {
    expect(quantile([1, 2, 10, 4], 0.5)).toBe(3)
  })

  it('goes a part of the way between two values', () => {
    expect(quantile([0, 10, 20, 40], 0.25)).toBe(7.5)
  })

  it('leaves the values as they were', () => {
    const values = [3, 1, 2]
    quantile(values, 0.5)
    expect(values).toEqual([3, 1, 2])
  })

  it('is no number where there is none, or one is none', () => {
    expect(quantile([], 0.5)).toBeNaN()
    expect(quantile([Number.NaN, 1, 2, 3, 4], 0.5)).toBeNaN()
  })

  it('is infinite where both neighbours are', () => {
    expect(quantile([1, Infinity, Infinity], 0.75)).toBe(Infinity)
  })
})

describe('summarize', () => {
  it('gives median, quartiles and the number of rounds', () => {
    expect(summarize([5, 1, 2, 3, 4])).toEqual({ median: 3, low: 2, high: 4, rounds: 5 })
  })
})

describe('byRound', () => {
  it('compares within each round, so that a machine that slows down changes nothing', () => {
    const bare = [10, 20, 400]
    const ours = [15, 30, 600]
    expect(byRound([ours, bare], ([a = 0, b = 0]) => a / b)).toEqual([1.5, 1.5, 1.5])
  })

  it('refuses series of different rounds, and none at all', () => {
    expect(() => byRound([[1, 2], [1]], () => 0)).toThrow('series must be of the same rounds, got 2, 1')
    expect(() => byRound([], () => 0)).toThrow(RangeError)
  })
})
