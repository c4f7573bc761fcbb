import { lastCalls, REJECTED, shutdown, wake } from '@recloser/core'
import { describe, expect, it } from 'vitest'
import { harness } from '../test/harness.ts'
import { wording } from '../test/wording.ts'

const EIGHT_HOURS = 8 * 3_600_000

describe('wake', () => {
  it('of a closed circuit forgets the window in silence, a window of calls too', () => {
    for (const window of [{}, { failureWindow: lastCalls(20) }]) {
      const { breaker, fail, moves } = harness(window)
      fail(4)
      wake(breaker)
      expect(breaker.getStatus()).toMatchObject({ state: 'closed', calls: 0, failureCount: 0 })
      expect(breaker.getStatus().metrics.failures).toBe(4)
      expect(moves()).toEqual([])
    }
  })

  it('of a half-open circuit lets one probe through, though a wait was asked for that an operator cut short', () => {
    const { breaker, succeed, isRejected } = harness()
    breaker.pause(60_000)
    breaker.probeNow()
    succeed()
    wake(breaker)
    expect(isRejected()).toBe(false)
    expect(isRejected()).toBe(true)
  })

  it('makes what was in flight come late, for its connection broke in the sleep', () => {
    const { breaker } = harness()
    const permits = Array.from({ length: 6 }, () => breaker.acquire())
    wake(breaker)
    for (const permit of permits) breaker.settle(permit, 'failure')
    expect(breaker.getStatus()).toMatchObject({ state: 'closed', inFlight: 0, metrics: { late: 6 } })
  })

  it('lets one probe through at once, and after its success the usual slots', () => {
    const { breaker, trip, moves } = harness()
    trip()
    wake(breaker)
    const [probe = REJECTED, ...others] = Array.from({ length: 100 }, () => breaker.acquire())
    expect([probe, others.filter(Boolean)]).toEqual([expect.any(Number), []])
    breaker.settle(probe, 'success')
    expect(Array.from({ length: 5 }, () => breaker.acquire()).filter(Boolean)).toHaveLength(3)
    expect(moves()).toEqual(['closed>open failure-threshold', 'open>half-open due'])
  })

  it('takes the slots from probes that were in flight, and lets one through in their place', () => {
    const { breaker, trip, advance, moves } = harness()
    trip()
    advance(60_000)
    const stale = Array.from({ length: 3 }, () => breaker.acquire())
    expect(breaker.acquire()).toBe(REJECTED)
    wake(breaker)
    const permits = [breaker.acquire(), breaker.acquire()]
    expect(permits.filter(Boolean)).toHaveLength(1)
    for (const permit of stale) breaker.settle(permit, 'failure')
    expect(moves()).toEqual(['closed>open failure-threshold', 'open>half-open due'])
  })

  it('keeps what the outage has taught: the next period is as long as it would have been', () => {
    const { breaker, trip, fail } = harness()
    trip()
    wake(breaker)
    fail()
    expect(breaker.retryAfterMs).toBe(120_000)
  })

  it.each([
    ['a pause by hand', ({ breaker }: ReturnType<typeof harness>) => breaker.pause(30_000, 'deploy')],
    ['a pause that the dependency asked for', ({ throttle }: ReturnType<typeof harness>) => throttle(30_000)],
  ])('leaves %s as long as it is', (_, open) => {
    const subject = harness()
    open(subject)
    wake(subject.breaker)
    expect(subject.breaker.retryAfterMs).toBe(30_000)
    wake(subject.breaker, 10_000)
    expect(subject.breaker.retryAfterMs).toBe(20_000)
    wake(subject.breaker, 20_000)
    const permits = [subject.breaker.acquire(), subject.breaker.acquire()]
    expect(permits.filter(Boolean)).toHaveLength(1)
  })

  it('leaves a trip alone while the wait that the failure asked for is not over', () => {
    const { breaker, fail, advance } = harness({ failureThreshold: 1 })
    fail(1, 20_000)
    wake(breaker)
    expect(breaker.retryAfterMs).toBe(60_000)
    advance(20_000)
    wake(breaker)
    expect(breaker.retryAfterMs).toBe(0)
  })

  it('does not cut short a pause that lengthened a trip', () => {
    const { breaker, trip } = harness()
    trip()
    breaker.pause(90_000)
    wake(breaker, 80_000)
    expect(breaker.retryAfterMs).toBe(10_000)
  })

  it('overrules no operator, however long the sleep', async () => {
    const { breaker, isRejected, moves } = harness()
    breaker.forceOpen({ forMs: 1_000 })
    wake(breaker, EIGHT_HOURS)
    expect(breaker.getStatus()).toMatchObject({ forced: true, retryAfterMs: 1_000 })
    await shutdown(breaker)
    wake(breaker, EIGHT_HOURS)
    expect(isRejected()).toBe(true)
    expect(moves()).toEqual(['closed>open forced'])
  })

  it('refuses what is no duration, and changes nothing', () => {
    const { breaker, trip } = harness()
    trip()
    for (const sleptMs of [-1, Number.NaN, Infinity, '5']) {
      expect(() => wake(breaker, sleptMs as number)).toThrow(wording('sleptMs must be a finite number'))
    }
    expect(breaker.state).toBe('open')
  })
})
