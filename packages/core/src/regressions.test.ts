import { type CircuitBreaker, REJECTED } from '@recloser/core'
import { describe, expect, it } from 'vitest'
import { harness } from '../test/harness.ts'

/** All that a breaker tells, by type and reason or outcome, in the order in which it is told. */
const toldBy = (breaker: CircuitBreaker): string[] => {
  const told: string[] = []
  breaker.on('transition', ({ to, reason }) => told.push(`${to} ${reason}`))
  breaker.on('rescheduled', ({ reason }) => told.push(`rescheduled ${reason}`))
  breaker.on('rejected', ({ reason }) => told.push(`rejected ${reason}`))
  breaker.on('settled', ({ outcome }) => told.push(`settled ${outcome}`))
  return told
}

// Each was found by the histories or the model of proof/, which keep looking; here is what the shortest history said.
describe('waits that were asked for', () => {
  it('hold for the next probe, whether a probe asked or the one failure that tripped', () => {
    const { breaker, fail } = harness({ failureThreshold: 1, openDurationMs: 1_000 })
    fail(1, 50_000)
    breaker.probeNow()
    fail(1)
    expect(breaker.retryAfterMs).toBe(50_000)

    const patient = harness({ halfOpenFailureThreshold: 2, openDurationMs: 1_000 })
    patient.breaker.pause(1)
    patient.advance(1)
    patient.fail(1, 50_000)
    patient.fail(1)
    expect(patient.breaker.retryAfterMs).toBe(50_000)
  })

  it('of another run say nothing: a circuit that was forced open later knows none', () => {
    const { breaker, fail, succeed, advance } = harness({ openDurationMs: 1_000 })
    fail(1, 50_000)
    succeed()
    breaker.pause(1)
    advance(1)
    fail()
    expect(breaker.retryAfterMs).toBe(1_000)
  })

  it('before make no pause shorter that names none itself', () => {
    const { breaker, fail, throttle } = harness()
    fail(1, 7)
    throttle()
    expect(breaker.retryAfterMs).toBe(60_000)
  })

  it('by a late result are told after the result', () => {
    const { breaker } = harness()
    const late = breaker.acquire()
    breaker.pause(1_000)
    const told = toldBy(breaker)
    breaker.settle(late, 'throttled', 1, 5_000)
    expect(told).toEqual(['settled throttled', 'rescheduled throttled'])
  })
})

describe('half-open', () => {
  it('keeps to one probe after probeNow until one succeeds, though a bad one is borne', () => {
    const { breaker, fail, trip } = harness({ halfOpenFailureThreshold: 2 })
    trip()
    breaker.probeNow()
    fail()
    breaker.acquire()
    expect(breaker.acquire()).toBe(REJECTED)
  })

  it('is no silence while a probe is under way: the run stands in the evidence', () => {
    const { breaker, trip, advance, transitions } = harness({ failureWindowMs: 100, openDurationMs: 10 })
    trip()
    advance(10)
    const probe = breaker.acquire()
    advance(95)
    breaker.settle(probe, 'failure')
    expect(transitions.at(-1)).toMatchObject({ reason: 'probe-failed', counts: { run: 5 } })
  })
})

describe('maxInFlight', () => {
  it('says that it is busy as soon as the period is over, not only once a call has been refused', () => {
    const { breaker, advance } = harness({ maxInFlight: 1 })
    breaker.acquire()
    breaker.pause(1_000)
    expect(breaker.retryAfterMs).toBe(1_000)
    advance(1_000)
    expect(breaker.getStatus()).toMatchObject({ state: 'half-open', retryAfterMs: undefined })
  })

  it('tells that the period is over before it refuses in half-open', () => {
    const { breaker, advance } = harness({ maxInFlight: 1 })
    breaker.acquire()
    breaker.pause(1_000)
    advance(1_000)
    const told = toldBy(breaker)
    expect(breaker.acquire()).toBe(REJECTED)
    expect(told).toEqual(['half-open due', 'rejected busy'])
  })

  it('has the place back when it tells what a result has changed', () => {
    const { breaker, advance, succeed, transitions } = harness({ maxInFlight: 1, successThreshold: 1 })
    breaker.pause(1_000)
    advance(1_000)
    succeed()
    expect(transitions.at(-1)).toMatchObject({ to: 'closed', retryAfterMs: 0 })
  })

  it('loses no place to calls that never settle, however many', () => {
    const { breaker, advance, succeed } = harness({ maxInFlight: 2 })
    breaker.acquire()
    breaker.acquire()
    advance(30_000)
    succeed(100)
    expect(breaker.getStatus().metrics).toMatchObject({ successes: 100, busy: 0 })
  })

  it('gives back the place of the call that has settled, not that of the oldest', () => {
    const { breaker, advance } = harness({ maxInFlight: 2 })
    breaker.acquire()
    advance(29_999)
    breaker.settle(breaker.acquire(), 'success')
    advance(1)
    breaker.acquire()
    expect(breaker.retryAfterMs).toBe(0)
  })

  it('in shadow takes the verdict of no call beside the probes', () => {
    const { breaker, advance } = harness({ maxInFlight: 5, mode: 'shadow', halfOpenMaxCalls: 1 })
    breaker.pause(1_000)
    advance(1_000)
    const [probe, beside] = [breaker.acquire(), breaker.acquire()]
    breaker.settle(beside, 'failure')
    expect(breaker.state).toBe('half-open')
    breaker.settle(probe, 'failure')
    expect(breaker.state).toBe('open')
  })
})
