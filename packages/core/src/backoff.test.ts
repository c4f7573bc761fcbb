import { describe, expect, it } from 'vitest'
import { cappedWait, openPeriodMs } from './backoff.ts'
import { resolveConfig } from './config.ts'
import type { CircuitBreakerConfig } from './types.ts'

const periods = (config: CircuitBreakerConfig, count = 5) =>
  Array.from({ length: count }, (_, index) =>
    openPeriodMs(index + 1, 0, resolveConfig({ jitter: 0, ...config })),
  )

describe('openPeriodMs', () => {
  it('exponentialBackoff: 60, 120, 240, 300, 300 s with chance at 0', () => {
    expect(periods({ jitter: 0.1, random: () => 0 })).toEqual([60_000, 120_000, 240_000, 300_000, 300_000])
  })

  it('exponentialBackoff: false keeps every period as long as the first', () => {
    expect(periods({ exponentialBackoff: false, openDurationMs: 7_000 }, 3)).toEqual([7_000, 7_000, 7_000])
  })

  it('backoffMultiplier: is what each trip lengthens it by', () => {
    expect(periods({ backoffMultiplier: 3, openDurationMs: 1_000 }, 3)).toEqual([1_000, 3_000, 9_000])
    expect(periods({ backoffMultiplier: 1, openDurationMs: 1_000 }, 3)).toEqual([1_000, 1_000, 1_000])
  })

  it('maxBackoffMs: caps the growth, even after ten thousand trips', () => {
    expect(openPeriodMs(10_000, 0, resolveConfig({ jitter: 0 }))).toBe(300_000)
  })

  it('maxBackoffMs: keeps a first period above it as it is', () => {
    expect(periods({ openDurationMs: 600_000 }, 3)).toEqual([600_000, 600_000, 600_000])
  })

  it('jitter: draws from [d, d · (1 + jitter)] after the cap, never shorter than promised', () => {
    const capped = (random: number) => openPeriodMs(9, 0, resolveConfig({ random: () => random }))
    expect(capped(0)).toBe(300_000)
    expect(capped(0.5)).toBeCloseTo(315_000)
    expect(capped(0.999_999)).toBeLessThanOrEqual(330_000)
  })

  it('takes the wait that the dependency asked for as a floor', () => {
    expect(openPeriodMs(1, 90_000, resolveConfig({ jitter: 0 }))).toBe(90_000)
    expect(openPeriodMs(1, 1_000, resolveConfig({ jitter: 0 }))).toBe(60_000)
  })

  it('jitter: spreads a period that a wait made longer, too', () => {
    expect(openPeriodMs(1, 90_000, resolveConfig({ random: () => 0.5 }))).toBeCloseTo(94_500)
  })
})

describe('cappedWait', () => {
  it('caps what servers ask for, and takes nonsense for nothing', () => {
    const config = resolveConfig({})
    expect(cappedWait(7_000, config)).toBe(7_000)
    expect(cappedWait(1e15, config)).toBe(300_000)
    expect(cappedWait(Infinity, config)).toBe(300_000)
    expect([undefined, 0, -5, Number.NaN].map(wait => cappedWait(wait, config))).toEqual([0, 0, 0, 0])
  })
})
