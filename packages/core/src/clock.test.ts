import { CircuitBreaker } from '@recloser/core'
import { afterEach, describe, expect, it, vi } from 'vitest'

afterEach(() => vi.restoreAllMocks())

describe('the default clock', () => {
  it.each([-3_600_000, 3_600_000])('is not moved by a wall clock that steps by %i ms', step => {
    let now = 1_000
    let wall = 1_800_000_000_000
    vi.spyOn(performance, 'now').mockImplementation(() => now)
    vi.spyOn(Date, 'now').mockImplementation(() => wall)
    const breaker = new CircuitBreaker('payments', { failureThreshold: 1, openDurationMs: 1_000, jitter: 0 })
    breaker.settle(breaker.acquire(), 'failure')
    wall += step
    expect(breaker.retryAfterMs).toBe(1_000)
    now += 999
    expect(breaker.state).toBe('open')
    now += 1
    expect(breaker.state).toBe('half-open')
  })
})
