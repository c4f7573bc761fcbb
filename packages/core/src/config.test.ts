import { CircuitBreaker, lastCalls, resolveConfig } from '@recloser/core'
import { describe, expect, it } from 'vitest'
import { wording } from '../test/wording.ts'

const resolve = (config: object) => resolveConfig(config)

describe('the defaults', () => {
  it('are those of the table, frozen', () => {
    const config = resolveConfig(undefined)
    expect(config).toMatchObject({
      failureThreshold: 5,
      failureRateThreshold: 0.5,
      failureExcess: false,
      maxInFlight: false,
      minRequestsForRate: 10,
      failureWindowMs: 60_000,
      failureWindow: false,
      slowCallMs: false,
      slowCallRateThreshold: 0.5,
      openDurationMs: 60_000,
      exponentialBackoff: true,
      backoffMultiplier: 2,
      maxBackoffMs: 300_000,
      maxWaitMs: false,
      waitJitter: 0,
      jitter: 0.1,
      halfOpenMaxCalls: 3,
      successThreshold: 3,
      halfOpenFailureThreshold: 1,
      probeTimeoutMs: 30_000,
      measureDurations: true,
      mode: 'enforce',
      random: Math.random,
    })
    expect(Object.isFrozen(config)).toBe(true)
    expect(Object.values(config)).not.toContain(undefined)
  })
})

describe('resolveConfig', () => {
  it('keeps what is given, fills in the rest, and does not touch the argument', () => {
    const given = Object.freeze({ failureThreshold: 3, openDurationMs: undefined })
    expect(resolveConfig(given)).toMatchObject({ failureThreshold: 3, openDurationMs: 60_000 })
    expect(given).toEqual({ failureThreshold: 3, openDurationMs: undefined })
  })

  it('takes an explicit undefined for the default', () => {
    const fields = Object.keys(resolveConfig(undefined)).map(field => [field, undefined])
    expect(resolve(Object.fromEntries(fields))).toEqual(resolveConfig(undefined))
  })

  it('fills in from the defaults it is given', () => {
    const defaults = resolveConfig({ failureThreshold: 7, jitter: 0 })
    expect(resolveConfig({ jitter: 1 }, defaults)).toMatchObject({ failureThreshold: 7, jitter: 1 })
    expect(resolveConfig(undefined, defaults)).toBe(defaults)
  })

  it('answers with the same object when it is given one that it resolved', () => {
    const config = resolveConfig({ failureThreshold: 3 })
    expect(resolveConfig(config)).toBe(config)
    expect(new CircuitBreaker('payments', config).config).toBe(config)
    expect(resolveConfig(resolveConfig(undefined))).toBe(resolveConfig(undefined))
  })

  it('takes a window of calls in place of the one of time, and the other way round', () => {
    const failureWindow = lastCalls(20)
    const byCalls = resolveConfig({ failureWindow })
    expect(byCalls).toMatchObject({ failureWindowMs: 60_000, failureWindow })
    const byTime = resolveConfig({ failureWindowMs: 5_000 }, byCalls)
    expect(byTime).toMatchObject({ failureWindowMs: 5_000, failureWindow: false })
  })

  it('takes the window of calls where both are given', () => {
    const failureWindow = lastCalls(20)
    expect(resolveConfig({ failureWindowMs: 5_000, failureWindow }).failureWindow).toBe(failureWindow)
  })

  it('takes a resolved configuration spread into a new one', () => {
    const failureWindow = lastCalls(20)
    const config = resolveConfig({ failureWindow })
    expect(resolveConfig({ ...config, jitter: 0 })).toMatchObject({ failureWindow, jitter: 0 })
  })

  it.each(['words', 7, null, false])('refuses %j in place of a configuration', value => {
    expect(() => resolveConfig(value as never)).toThrow(wording('configuration must be an object, got '))
  })

  it('refuses a field that does not exist, so that no typo goes unnoticed', () => {
    expect(() => resolve({ failureTreshold: 3 })).toThrow(
      new RangeError(wording('failureTreshold is not a field of CircuitBreakerConfig')),
    )
    expect(() => resolve({ toString: 3 })).toThrow(RangeError)
  })

  it('names field, rule and value', () => {
    expect(() => resolve({ minRequestsForRate: 0 })).toThrow(
      new RangeError(wording('minRequestsForRate must be a whole number >= 1, got 0')),
    )
    expect(() => resolve({ mode: 'dry' })).toThrow(
      new RangeError(wording(`mode must be 'enforce', 'shadow' or 'off', got "dry"`)),
    )
  })

  it.each([
    [
      'a whole number >= 1',
      ['minRequestsForRate', 'halfOpenMaxCalls', 'successThreshold', 'halfOpenFailureThreshold'],
    ],
    ['a whole number >= 1, or false', ['failureThreshold', 'maxInFlight']],
    ['a finite number > 0, or false', ['failureExcess']],
    ['made by lastCalls, or false', ['failureWindow']],
    ['a finite number of milliseconds > 0', ['openDurationMs', 'maxBackoffMs', 'probeTimeoutMs']],
    ['a finite number of milliseconds > 0, or false', ['slowCallMs', 'maxWaitMs']],
    ['a finite number of milliseconds >= 1', ['failureWindowMs']],
    ['a number in (0, 1], or false', ['failureRateThreshold']],
    ['a number in (0, 1]', ['slowCallRateThreshold']],
    ['a number in [0, 1]', ['jitter', 'waitJitter']],
    ['a finite number >= 1', ['backoffMultiplier']],
    ['true or false', ['exponentialBackoff', 'measureDurations']],
    ["'enforce', 'shadow' or 'off'", ['mode']],
    ['a function', ['classify', 'random']],
    ['an object whose now() gives a finite number', ['clock']],
  ])('tells the rule: must be %s', (rule, fields) => {
    for (const field of fields)
      expect(() => resolve({ [field]: null })).toThrow(
        new RangeError(wording(`${field} must be ${rule}, got null`)),
      )
  })

  it('never shows what an object of the configuration holds', () => {
    expect(() => resolve({ openDurationMs: { secret: 1 } })).toThrow(
      new RangeError(
        wording('openDurationMs must be a finite number of milliseconds > 0, got a value of type object'),
      ),
    )
    expect(() => resolve({ random: Symbol('secret') })).toThrow(
      new RangeError(wording('random must be a function, got a value of type symbol')),
    )
    expect(() => resolve({ clock: Object.create(null) })).toThrow(
      new RangeError(
        wording('clock must be an object whose now() gives a finite number, got a value of type object'),
      ),
    )
  })

  it('keeps the window of calls of the defaults where nothing is said of one', () => {
    const failureWindow = lastCalls(20)
    expect(resolveConfig({ jitter: 1 }, resolveConfig({ failureWindow })).failureWindow).toBe(failureWindow)
  })

  it('freezes what it resolves', () => {
    expect(Object.isFrozen(resolveConfig({ failureThreshold: 3 }))).toBe(true)
  })
})

const WRONG = {
  failureThreshold: [0, -1, 1.5, Number.NaN, Infinity, '5', null, true],
  failureRateThreshold: [0, -0.1, 1.1, Number.NaN, '0.5', null, true],
  failureExcess: [0, -1, Number.NaN, Infinity, '5', null, true],
  maxInFlight: [0, 1.5, -1, Infinity, '10', null, true],
  minRequestsForRate: [0, 2.5, false, '10', null],
  failureWindowMs: [0, 0.99, 1e-13, -1, Infinity, Number.NaN, '60', null, true],
  failureWindow: [0, 10, {}, '10', null, true],
  slowCallMs: [0, -5, Infinity, '100', null, true],
  slowCallRateThreshold: [0, 1.01, false, null],
  openDurationMs: [0, -1, Infinity, Number.NaN, '60000', null, false],
  exponentialBackoff: [0, 'yes', null],
  backoffMultiplier: [0.99, 0, Infinity, '2', null],
  maxBackoffMs: [0, Infinity, '1', null],
  maxWaitMs: [0, -1, Infinity, '1', null, true],
  waitJitter: [-0.1, 1.1, Number.NaN, '0', null, false],
  jitter: [-0.1, 1.1, Number.NaN, '0', null, false],
  halfOpenMaxCalls: [0, 1.5, Infinity, null],
  successThreshold: [0, 1.5, Infinity, null],
  halfOpenFailureThreshold: [0, 1.5, Infinity, null, false],
  probeTimeoutMs: [0, Infinity, null, false],
  measureDurations: [1, 'no', null],
  mode: ['on', '', null, true],
  classify: ['failure', null, {}],
  clock: [Date.now, null, {}, 7, { now: () => Number.NaN }, { now: () => '7' }, { now: () => 7n }],
  random: [0.5, null, {}],
}

describe('lastCalls', () => {
  it.each([0, 1.5, -1, Infinity, Number.NaN, '10', null])('refuses %s calls', calls => {
    expect(() => lastCalls(calls as number)).toThrow(wording('calls must be a whole number >= 1, got '))
  })
})

describe.each(Object.entries(WRONG))('the field %s', (field, values) => {
  it.each(values.map(value => [value]))('refuses %s with a RangeError that names it', value => {
    const act = () => new CircuitBreaker('payments', { [field]: value })
    expect(act).toThrow(RangeError)
    expect(act).toThrow(wording(`${field} must be `))
  })
})

it('has a case of wrong values for every field', () => {
  expect(Object.keys(WRONG).sort()).toEqual(Object.keys(resolveConfig(undefined)).sort())
})
