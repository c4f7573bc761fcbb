import { type CircuitBreakerConfig, lastCalls } from '@recloser/core'

/** The step in which time passes in the model. All durations are multiples of it, and it of a tenth of any window. */
export const TICK = 10

/** How long an operator's `pause` and `forceOpen({ forMs })` last in the model. */
export const HELD_MS = 3 * TICK

/** One small world to be explored whole. */
export interface Configuration {
  readonly name: string
  readonly config: CircuitBreakerConfig
  /** How many calls may be in flight at once, late ones and those that hang included. */
  readonly mostInFlight: number
  /** How many results a time window may hold; without a bound there would be no end of them. */
  readonly mostInWindow: number
  /** Waits that the dependency asks for, beside none. */
  readonly waits: readonly number[]
}

const base: CircuitBreakerConfig = {
  failureThreshold: 2,
  failureRateThreshold: false,
  openDurationMs: 2 * TICK,
  maxBackoffMs: 4 * TICK,
  probeTimeoutMs: 2 * TICK,
  halfOpenMaxCalls: 1,
  successThreshold: 1,
  minRequestsForRate: 2,
  jitter: 0,
  failureWindowMs: 2 * TICK,
}

/** The worlds: each shows some of the rules, and has as few numbers as will do. */
export const configurations: readonly Configuration[] = [
  {
    name: 'two failures in a row, one probe',
    config: base,
    mostInFlight: 4,
    mostInWindow: Infinity,
    waits: [3 * TICK, 9 * TICK],
  },
  {
    name: 'two probes, two successes',
    config: { ...base, halfOpenMaxCalls: 2, successThreshold: 2 },
    mostInFlight: 4,
    mostInWindow: Infinity,
    waits: [],
  },
  {
    name: 'three probes, three successes',
    config: { ...base, failureThreshold: 1, halfOpenMaxCalls: 3, successThreshold: 3 },
    mostInFlight: 4,
    mostInWindow: Infinity,
    waits: [],
  },
  {
    name: 'a rate over a count window',
    config: {
      ...base,
      failureThreshold: false,
      failureRateThreshold: 0.5,
      minRequestsForRate: 3,
      failureWindow: lastCalls(4),
      successThreshold: 2,
    },
    mostInFlight: 3,
    mostInWindow: 4,
    waits: [],
  },
  {
    name: 'a rate over a time window',
    config: { ...base, failureThreshold: false, failureRateThreshold: 0.6 },
    mostInFlight: 3,
    mostInWindow: 4,
    waits: [],
  },
  {
    name: 'slow calls, with jitter and without backoff',
    config: {
      ...base,
      failureThreshold: 3,
      slowCallMs: TICK,
      slowCallRateThreshold: 1,
      exponentialBackoff: false,
      jitter: 1,
      random: () => 0.5,
      halfOpenMaxCalls: 2,
      successThreshold: 2,
    },
    mostInFlight: 2,
    mostInWindow: 3,
    waits: [3 * TICK],
  },
  {
    name: 'all rules at once',
    config: { ...base, failureThreshold: 3, failureRateThreshold: 0.75, slowCallMs: TICK },
    mostInFlight: 3,
    mostInWindow: 3,
    waits: [],
  },
  {
    name: 'shadow mode',
    config: { ...base, mode: 'shadow', halfOpenMaxCalls: 1, successThreshold: 2 },
    mostInFlight: 4,
    mostInWindow: Infinity,
    waits: [],
  },
  {
    name: 'two bad probes reopen, waits of their own',
    config: {
      ...base,
      halfOpenMaxCalls: 2,
      successThreshold: 2,
      halfOpenFailureThreshold: 2,
      slowCallMs: TICK,
      slowCallRateThreshold: 1,
      maxWaitMs: 4 * TICK,
      waitJitter: 1,
      random: () => 0.5,
    },
    mostInFlight: 2,
    mostInWindow: 2,
    waits: [3 * TICK],
  },
  {
    name: 'an excess of failures',
    config: {
      ...base,
      failureThreshold: false,
      failureRateThreshold: 0.5,
      minRequestsForRate: 100,
      failureExcess: 2,
    },
    mostInFlight: 3,
    mostInWindow: 4,
    waits: [],
  },
  {
    name: 'two calls in flight at most',
    config: { ...base, maxInFlight: 2 },
    mostInFlight: 3,
    mostInWindow: Infinity,
    waits: [],
  },
]
