import { describe, expect, it } from 'vitest'
import { escaped, linear, logarithmic, roundTick, ticksOf } from './svg.ts'

describe('ticks', () => {
  it('are the powers of ten between two ends, the ends themselves too', () => {
    expect(ticksOf(1, 1_000, true)).toEqual([1, 10, 100, 1_000])
    expect(ticksOf(50, 9_000, true)).toEqual([100, 1_000])
  })

  it('are about five round steps where the scale is straight', () => {
    expect(ticksOf(0, 9.1, false)).toEqual([0, 2, 4, 6, 8])
    expect(ticksOf(-1.5, 4.4, false)).toEqual([0, 2, 4])
  })

  it('are written without a fraction that says nothing', () => {
    expect(roundTick('1.0 ×')).toBe('1 ×')
    expect(roundTick('+2.0 %')).toBe('+2 %')
    expect(roundTick('2.5 µs')).toBe('2.5 µs')
  })
})

describe('scales', () => {
  it('go from the first pixel to the last', () => {
    const x = linear([10, 20], [100, 300])
    expect([x(10), x(15), x(20)]).toEqual([100, 200, 300])
  })

  it('give each power of ten the same room', () => {
    const x = logarithmic([1, 100], [0, 200])
    expect([x(1), x(10), x(100)]).toEqual([0, 100, 200])
  })
})

it('writes text so that it stays text', () => {
  expect(escaped('a < b & "c"')).toBe('a &lt; b &amp; &quot;c&quot;')
})
