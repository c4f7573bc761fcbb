import { describe, expect, it } from 'vitest'
import { resolveConfig } from './config.ts'
import { lastCalls } from './last-calls.ts'
import { isSlowCall, isTrip, tripReason } from './trip.ts'
import type { CircuitBreakerConfig } from './types.ts'

const reason = (
  counts: { calls?: number; failures?: number; slow?: number; run?: number; excess?: number },
  config: CircuitBreakerConfig = {},
) => tripReason({ calls: 0, failures: 0, slow: 0, run: 0, excess: 0, ...counts }, resolveConfig(config))

describe('tripReason', () => {
  it('failureThreshold: trips at so many failures in a row, not before', () => {
    expect(reason({ run: 4 })).toBeUndefined()
    expect(reason({ run: 5 })).toBe('failure-threshold')
    expect(reason({ run: 1_000 }, { failureThreshold: false })).toBeUndefined()
  })

  it('failureRateThreshold: trips when the rate reaches it, not below', () => {
    expect(reason({ calls: 100, failures: 49 })).toBeUndefined()
    expect(reason({ calls: 100, failures: 50 })).toBe('failure-rate')
    expect(reason({ calls: 100, failures: 100 }, { failureRateThreshold: false })).toBeUndefined()
  })

  it('failureRateThreshold: 1 trips when all failed', () => {
    expect(reason({ calls: 10, failures: 9 }, { failureRateThreshold: 1 })).toBeUndefined()
    expect(reason({ calls: 10, failures: 10 }, { failureRateThreshold: 1 })).toBe('failure-rate')
  })

  it('minRequestsForRate: judges no rate below so many calls', () => {
    expect(reason({ calls: 9, failures: 9 })).toBeUndefined()
    expect(reason({ calls: 10, failures: 10 })).toBe('failure-rate')
    expect(reason({ calls: 9, slow: 9 }, { slowCallMs: 100 })).toBeUndefined()
  })

  it('minRequestsForRate: a count window that holds fewer is judged when it is full', () => {
    expect(reason({ calls: 4, failures: 4 }, { failureWindow: lastCalls(5) })).toBeUndefined()
    expect(reason({ calls: 5, failures: 3 }, { failureWindow: lastCalls(5) })).toBe('failure-rate')
  })

  it('failureExcess: trips when the excess reaches it, which is more the more calls there are', () => {
    const only = { failureThreshold: false, failureExcess: 5 } as const
    expect(reason({ excess: 4.9 }, only)).toBeUndefined()
    expect(reason({ excess: 5 }, only)).toBe('failure-excess')
    expect(reason({ excess: 6.9, calls: 20 }, only)).toBeUndefined()
    expect(reason({ excess: 7, calls: 20 }, only)).toBe('failure-excess')
    expect(reason({ excess: 8.9, calls: 60 }, only)).toBeUndefined()
    expect(reason({ excess: 9, calls: 60 }, only)).toBe('failure-excess')
    expect(reason({ excess: 1_000 }, { failureThreshold: false })).toBeUndefined()
  })

  it('slowCallRateThreshold: trips when the slow calls reach it, only where slowCallMs is set', () => {
    expect(reason({ calls: 10, slow: 10 })).toBeUndefined()
    expect(reason({ calls: 10, slow: 4 }, { slowCallMs: 100 })).toBeUndefined()
    expect(reason({ calls: 10, slow: 5 }, { slowCallMs: 100 })).toBe('slow-call-rate')
    expect(reason({ calls: 10, slow: 8 }, { slowCallMs: 100, slowCallRateThreshold: 0.9 })).toBeUndefined()
  })

  it('is one rule or the other: whichever is broken first is named', () => {
    const broken = { calls: 10, failures: 10, slow: 10, run: 10 }
    expect(reason(broken, { slowCallMs: 1 })).toBe('failure-threshold')
    expect(reason(broken, { slowCallMs: 1, failureThreshold: false })).toBe('failure-rate')
    const slowOnly = { slowCallMs: 1, failureThreshold: false, failureRateThreshold: false } as const
    expect(reason(broken, slowOnly)).toBe('slow-call-rate')
  })
})

describe('isTrip', () => {
  it.each([
    'failure-threshold',
    'failure-rate',
    'failure-excess',
    'slow-call-rate',
    'probe-failed',
    'probe-slow',
  ])('%s is the reason of a rule', rule => {
    expect(isTrip(rule)).toBe(true)
  })

  it.each(['forced', 'paused', 'due', 'throttled', 'our own words', ''])('%j is not', words => {
    expect(isTrip(words)).toBe(false)
  })
})

describe('isSlowCall', () => {
  const slow = resolveConfig({ slowCallMs: 100 })
  it('slowCallMs: a call that lasts as long or longer is slow', () => {
    expect(isSlowCall(99.9, slow)).toBe(false)
    expect(isSlowCall(100, slow)).toBe(true)
  })

  it('is false for what was not measured, or has no rule', () => {
    expect(isSlowCall(undefined, slow)).toBe(false)
    expect(isSlowCall(1_000, resolveConfig({}))).toBe(false)
  })
})
