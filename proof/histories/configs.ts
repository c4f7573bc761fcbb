import { type CircuitBreakerConfig, lastCalls } from '@recloser/core'
import fc from 'fast-check'

const whole = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 1_000 }))
const rate = fc.constantFrom(0.001, 0.25, 1 / 3, 0.5, 0.75, 1)

/** From less than a clock can tell apart to longer than any process lives. */
const duration = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 100 }) },
  { weight: 1, arbitrary: fc.constantFrom(0.001, 0.5, 60_000, 86_400_000, 1e15) },
)

const failureWindowMs = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.constantFrom(1, 1.5, 60_000, 1e12))
const failureWindow = fc
  .oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(64, 1e6, 1e15))
  .map(calls => lastCalls(calls))

/** Of time, of calls, or of calls where both are given. */
const windowOf = fc.oneof(
  { weight: 4, arbitrary: fc.record({ failureWindowMs }) },
  { weight: 4, arbitrary: fc.record({ failureWindow }) },
  { weight: 1, arbitrary: fc.record({ failureWindowMs, failureWindow }) },
  { weight: 1, arbitrary: fc.record({ failureWindowMs, failureWindow: fc.constant<false>(false) }) },
)

const rules = fc.record(
  {
    failureThreshold: fc.option(whole, { nil: false }),
    minRequestsForRate: fc.integer({ min: 1, max: 6 }),
    slowCallMs: fc.option(fc.integer({ min: 1, max: 20 }), { nil: false }),
    slowCallRateThreshold: rate,
    openDurationMs: duration,
    exponentialBackoff: fc.boolean(),
    backoffMultiplier: fc.constantFrom(1, 1.5, 2, 10),
    maxBackoffMs: duration,
    jitter: fc.constantFrom(0, 0.1, 0.5, 1),
    maxWaitMs: fc.option(duration, { nil: false }),
    waitJitter: fc.constantFrom(0, 0, 0.2, 1),
    halfOpenMaxCalls: fc.integer({ min: 1, max: 4 }),
    successThreshold: fc.integer({ min: 1, max: 4 }),
    halfOpenFailureThreshold: fc.integer({ min: 1, max: 3 }),
    maxInFlight: fc.option(fc.integer({ min: 1, max: 5 }), { nil: false, freq: 2 }),
    probeTimeoutMs: duration,
    measureDurations: fc.boolean(),
    mode: fc.oneof(
      { weight: 6, arbitrary: fc.constant('enforce') },
      { weight: 2, arbitrary: fc.constant('shadow') },
      {
        weight: 1,
        arbitrary: fc.constant('off'),
      },
    ),
  },
  { requiredKeys: [] },
)

/** A rate, and what needs one. */
const rates = fc.oneof(
  fc.constant({}),
  fc.record({ failureRateThreshold: fc.option(rate, { nil: false }) }),
  fc.record({
    failureRateThreshold: rate,
    failureExcess: fc.option(fc.constantFrom(0.5, 1, 2, 3, 5), { nil: false }),
  }),
)

/** Any valid configuration, most of them with small numbers so that something happens. */
export const configs: fc.Arbitrary<CircuitBreakerConfig> = fc
  .tuple(rules, rates, fc.option(windowOf, { nil: {} }), fc.constantFrom(0, 0.25, 0.5, 0.999))
  .map(
    ([given, rated, window, luck]) =>
      ({ ...given, ...rated, ...window, random: () => luck }) as CircuitBreakerConfig,
  )

/** Counts the excess without a trip; a window of calls that is full would trip by its rate. */
const counting = fc.record({
  failureRateThreshold: fc.constantFrom(0.1, 1 / 3, 0.9),
  failureExcess: fc.constant(1e9),
})

/** Configurations whose window is never emptied by a trip. */
export const windowConfigs: fc.Arbitrary<CircuitBreakerConfig> = fc
  .tuple(windowOf, fc.integer({ min: 1, max: 20 }), counting)
  .map(([window, slowCallMs, excess]) => ({
    ...window,
    failureThreshold: false,
    ...('failureWindow' in window && window.failureWindow ? { failureRateThreshold: false } : excess),
    slowCallMs,
    slowCallRateThreshold: 1,
    jitter: 0,
    minRequestsForRate: Number.MAX_SAFE_INTEGER,
  }))
