import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { askedWaitMs, openPeriodMs } from './backoff.ts'
import { resolveConfig } from './config.ts'
import type { CircuitBreakerConfig } from './types.ts'

const periods = (config: CircuitBreakerConfig, count = 5) =>
  Array.from({ length: count }, (_, index) =>
    openPeriodMs(index + 1, resolveConfig({ jitter: 0, ...config })),
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
    expect(openPeriodMs(10_000, resolveConfig({ jitter: 0 }))).toBe(300_000)
  })

  it('maxBackoffMs: keeps a first period above it as it is', () => {
    expect(periods({ openDurationMs: 600_000 }, 3)).toEqual([600_000, 600_000, 600_000])
  })

  it('jitter: draws from [d, d · (1 + jitter)] after the cap, never shorter than promised', () => {
    const capped = (random: number) => openPeriodMs(9, resolveConfig({ random: () => random }))
    expect(capped(0)).toBe(300_000)
    expect(capped(0.5)).toBeCloseTo(315_000)
    expect(capped(0.999_999)).toBeLessThanOrEqual(330_000)
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('no chance')
      },
    ],
    ['is NaN', () => Number.NaN],
    ['is a promise', () => Promise.resolve(0.5) as never],
    ['is above 1', () => 7],
    ['is below 0', () => -1],
  ])(
    'random: that %s is reported once, and the default takes its place each time',
    (_what, random: () => number) => {
      const reported = vi.spyOn(console, 'error').mockReturnValue()
      onTestFinished(() => reported.mockRestore())
      openPeriodMs(1, resolveConfig({ random }))
      const periodMs = openPeriodMs(1, resolveConfig({ random }))
      expect(periodMs).toBeGreaterThanOrEqual(60_000)
      expect(periodMs).toBeLessThanOrEqual(66_000)
      expect(reported).toHaveBeenCalledOnce()
    },
  )

  it('random: that is out of range is named, with the rule and the value', () => {
    const reported = vi.spyOn(console, 'error').mockReturnValue()
    onTestFinished(() => reported.mockRestore())
    openPeriodMs(1, resolveConfig({ random: () => 7 }))
    expect(reported).toHaveBeenCalledWith(
      new RangeError('what random returns must be a number in [0, 1), got 7'),
    )
  })

  it('random: may return 1, as some sources of chance do', () => {
    expect(openPeriodMs(1, resolveConfig({ jitter: 0.5, random: () => 1 }))).toBe(90_000)
  })

  it('random: is not asked where nothing is lengthened', () => {
    const random = vi.fn(() => 0.5)
    openPeriodMs(1, resolveConfig({ jitter: 0, random }))
    askedWaitMs(1_000, resolveConfig({ random }))
    askedWaitMs(0, resolveConfig({ waitJitter: 0.2, random }))
    expect(random).not.toHaveBeenCalled()
  })
})

describe('askedWaitMs', () => {
  it('maxBackoffMs: caps what servers ask for; nonsense is nothing', () => {
    const config = resolveConfig({})
    expect(askedWaitMs(7_000, config)).toBe(7_000)
    expect(askedWaitMs(1e15, config)).toBe(300_000)
    expect(askedWaitMs(Infinity, config)).toBe(300_000)
    expect([0, -5, Number.NaN].map(wait => askedWaitMs(wait, config))).toEqual([0, 0, 0])
  })

  it('maxWaitMs: is a cap of its own, above or below that of the growth', () => {
    expect(askedWaitMs(3_600_000, resolveConfig({ maxWaitMs: 1_800_000 }))).toBe(1_800_000)
    expect(askedWaitMs(90_000, resolveConfig({ maxWaitMs: 1_000 }))).toBe(1_000)
  })

  it('waitJitter: adds nothing by default, since a retry of the client comes back at that very moment', () => {
    expect(askedWaitMs(1_000, resolveConfig({ jitter: 1, random: () => 0.5 }))).toBe(1_000)
    expect(askedWaitMs(1_000, resolveConfig({ waitJitter: 0.2, random: () => 0.5 }))).toBe(1_100)
  })
})
