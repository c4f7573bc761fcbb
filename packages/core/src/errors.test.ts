import { CircuitBreakerError, isCircuitBreakerError } from '@recloser/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { harness } from '../test/harness.ts'
import { wording } from '../test/wording.ts'

const details = {
  breakerName: 'payments',
  state: 'open',
  reason: 'failure-rate',
  retryAfterMs: 41_200,
} as const

describe('CircuitBreakerError', () => {
  it('says in words which breaker, why, and how long to wait', () => {
    const message = (change: object) => new CircuitBreakerError({ ...details, ...change }).message
    expect(message({})).toBe('Circuit breaker "payments" is open (failure-rate), retry in 42 s')
    expect(message({ retryAfterMs: 999.5 })).toBe(
      'Circuit breaker "payments" is open (failure-rate), retry in 1000 ms',
    )
    expect(message({ retryAfterMs: undefined })).toBe(
      wording(
        'Circuit breaker "payments" is open (failure-rate), until further notice',
        'Circuit breaker "payments" is open (failure-rate)',
      ),
    )
    expect(message({ state: 'half-open', retryAfterMs: undefined })).toBe(
      wording(
        'Circuit breaker "payments" is half-open (failure-rate), no probe slot is free',
        'Circuit breaker "payments" is half-open (failure-rate)',
      ),
    )
  })

  it('takes a message that somebody writes to it, alone', () => {
    const error = new CircuitBreakerError(details)
    error.message = `while paying: ${error.message}`
    expect(String(error)).toMatch(/^CircuitBreakerError: while paying: Circuit breaker "payments" is open/)
    const ofAnyError = Object.getOwnPropertyDescriptor(new Error('other'), 'message')
    const written = Object.getOwnPropertyDescriptor(error, 'message')
    expect(written).toEqual({ ...ofAnyError, value: error.message })
    expect(new CircuitBreakerError(details).message).toMatch(/^Circuit breaker/)
  })

  it('is an Error without a stack, and leaves the stacks of others alone', () => {
    const limit = Error.stackTraceLimit
    const error = new CircuitBreakerError(details)
    expect(error).toBeInstanceOf(Error)
    expect(error.stack).toBe(`CircuitBreakerError: ${error.message}`)
    expect(Error.stackTraceLimit).toBe(limit)
    expect(new Error('other').stack).toContain('errors.test.ts')
  })

  it('works where the intrinsics are frozen', () => {
    const descriptor = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit') as PropertyDescriptor
    onTestFinished(() => {
      Object.defineProperty(Error, 'stackTraceLimit', descriptor)
    })
    Object.defineProperty(Error, 'stackTraceLimit', { ...descriptor, writable: false })
    expect(new CircuitBreakerError(details).code).toBe('ERR_CIRCUIT_OPEN')
  })

  it('has a name as every error has: of the class, not its own, and open to change', () => {
    const ofAnyError = Object.getOwnPropertyDescriptor(TypeError.prototype, 'name')
    const named = Object.getOwnPropertyDescriptor(CircuitBreakerError.prototype, 'name')
    expect(named).toEqual({ ...ofAnyError, value: 'CircuitBreakerError' })
  })

  it('has a message that can be described otherwise, as that of any error', () => {
    const described = Object.getOwnPropertyDescriptor(CircuitBreakerError.prototype, 'message')
    expect(described?.configurable ?? true).toBe(true)
  })

  it('carries its fields and nothing else', () => {
    expect({ ...new CircuitBreakerError(details) }).toEqual({ code: 'ERR_CIRCUIT_OPEN', ...details })
  })

  it('is an object of its own for every rejection', () => {
    const { breaker } = harness()
    breaker.forceOpen()
    expect(breaker.rejection()).not.toBe(breaker.rejection())
  })

  it('of half-open names the reason for which the circuit opened', () => {
    const { breaker, trip, advance } = harness({ halfOpenMaxCalls: 1 })
    trip()
    advance(60_000)
    breaker.acquire()
    expect(breaker.rejection()).toMatchObject({
      state: 'half-open',
      reason: 'failure-threshold',
      retryAfterMs: undefined,
    })
  })

  it('says what holds now when a listener has closed the circuit meanwhile', async () => {
    const { breaker } = harness()
    breaker.forceOpen()
    breaker.on('rejected', () => breaker.forceClose())
    await expect(breaker.call(() => 1)).rejects.toMatchObject({
      state: 'closed',
      reason: 'forced',
      retryAfterMs: 0,
    })
  })

  it('of a breaker that never opened is no lie about the state', () => {
    const { breaker, ignore } = harness()
    const told = { state: 'closed', reason: 'forced', retryAfterMs: 0 }
    expect(breaker.rejection()).toMatchObject(told)
    ignore()
    expect(breaker.rejection()).toMatchObject(told)
  })

  it('of a circuit that a listener reset meanwhile names that reason', async () => {
    const { breaker, trip } = harness()
    trip()
    breaker.on('rejected', () => breaker.reset())
    await expect(breaker.call(() => 1)).rejects.toMatchObject({ state: 'closed', reason: 'reset' })
  })

  it('says a wait of a second in seconds', () => {
    const error = new CircuitBreakerError({ ...details, retryAfterMs: 1_000 })
    expect(error.message).toBe('Circuit breaker "payments" is open (failure-rate), retry in 1 s')
  })

  it('agrees with itself when time passes while it is made', () => {
    let time = 0
    const { breaker } = harness({
      failureThreshold: 1,
      openDurationMs: 10,
      clock: { now: () => (time += 1) },
    })
    breaker.settle(breaker.acquire(), 'failure')
    while (breaker.state === 'open') {
      const { state, retryAfterMs } = breaker.rejection()
      expect(state === 'open').toBe((retryAfterMs ?? 0) > 0)
    }
  })
})

describe('isCircuitBreakerError', () => {
  it('knows the rejections of another copy of the package by their brand', () => {
    const foreign = Object.assign(new Error(), { [Symbol.for('recloser.CircuitBreakerError')]: true })
    expect(isCircuitBreakerError(foreign)).toBe(true)
    expect(isCircuitBreakerError(new CircuitBreakerError(details))).toBe(true)
  })

  it.each([
    undefined,
    null,
    'ERR_CIRCUIT_OPEN',
    7,
    {},
    new Error('ERR_CIRCUIT_OPEN'),
    { code: 'ERR_CIRCUIT_OPEN' },
  ])('says no to %s', value => {
    expect(isCircuitBreakerError(value)).toBe(false)
  })
})
