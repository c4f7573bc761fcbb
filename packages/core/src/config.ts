import { type Clock, systemClock } from './clock.ts'
import { check, show } from './config-rules.ts'
import { type Classify, defaultClassify } from './outcome.ts'

/** `enforce`: rejects. `shadow`: behaves as if, but admits every call. `off`: admits and records nothing. */
export type Mode = 'enforce' | 'shadow' | 'off'

interface Options {
  /** Trips after so many failures in a row; a success, or a silence longer than the window, starts the run anew. `false`: rule off. @default 5 */
  failureThreshold?: number | false | undefined
  /** Trips when failures ÷ calls in the window reach this, in (0, 1]. `false`: rule off. @default 0.5 */
  failureRateThreshold?: number | false | undefined
  /** No rate is judged below so many calls in the window (a count window that holds fewer is judged when it is full). @default 10 */
  minRequestsForRate?: number | undefined
  /** A call that lasts so many milliseconds or more is slow, a success too. `false`: rule off. @default false */
  slowCallMs?: number | false | undefined
  /** Trips when slow ÷ calls in the window reach this, in (0, 1]; only where `slowCallMs` is set. @default 0.5 */
  slowCallRateThreshold?: number | undefined
  /** The first open period, in milliseconds. @default 60_000 */
  openDurationMs?: number | undefined
  /** Whether every trip since the last close lengthens the open period. @default true */
  exponentialBackoff?: boolean | undefined
  /** By how much each trip lengthens it, at least 1. @default 2 */
  backoffMultiplier?: number | undefined
  /** Where the growth ends, in milliseconds; also caps the waits that servers ask for. @default 300_000 */
  maxBackoffMs?: number | undefined
  /** After the cap, a period d is drawn from [d, d · (1 + jitter)], so that a thousand clients do not come back together. In [0, 1]. @default 0.1 */
  jitter?: number | undefined
  /** Probes in flight at once. @default 3 */
  halfOpenMaxCalls?: number | undefined
  /** Probe successes that close the circuit. @default 3 */
  successThreshold?: number | undefined
  /** A probe that has not settled within so many milliseconds gives its slot to another. @default 30_000 */
  probeTimeoutMs?: number | undefined
  /** `false`: no clock is read for a call that no rule times; `averageResponseTimeMs` is then absent. @default true */
  measureDurations?: boolean | undefined
  /** @default 'enforce' */
  mode?: Mode | undefined
  /** The verdict on a call of `call` or `wrap`. @default what is thrown is a failure; an `AbortError` or another breaker's rejection is ignored */
  classify?: Classify | undefined
  /** Monotonic milliseconds. @default performance */
  clock?: Clock | undefined
  /** Chance, in [0, 1). @default Math.random */
  random?: (() => number) | undefined
}

/** The window is one of time or one of calls, never both. */
type Window =
  | {
      /** Length of the time window in milliseconds, at least 1. @default 60_000 */
      failureWindowMs?: number | undefined
      failureWindowCalls?: false | undefined
    }
  | {
      failureWindowMs?: false | undefined
      /** A window of the last so many calls, instead of one of time. */
      failureWindowCalls?: number | undefined
    }

/** How a breaker decides. Every field is optional; an explicit `undefined` means the default. */
export type CircuitBreakerConfig = Options & Window

/** A configuration that was checked: frozen, and nothing optional left. Breakers may share one. */
export type ResolvedConfig = {
  readonly [Field in keyof Options]-?: Exclude<Options[Field], undefined>
} & (
  | { readonly failureWindowMs: number; readonly failureWindowCalls: false }
  | { readonly failureWindowMs: false; readonly failureWindowCalls: number }
)

/** The one table of defaults. */
const DEFAULTS: ResolvedConfig = Object.freeze({
  failureThreshold: 5,
  failureRateThreshold: 0.5,
  minRequestsForRate: 10,
  failureWindowMs: 60_000,
  failureWindowCalls: false,
  slowCallMs: false,
  slowCallRateThreshold: 0.5,
  openDurationMs: 60_000,
  exponentialBackoff: true,
  backoffMultiplier: 2,
  maxBackoffMs: 300_000,
  jitter: 0.1,
  halfOpenMaxCalls: 3,
  successThreshold: 3,
  probeTimeoutMs: 30_000,
  measureDurations: true,
  mode: 'enforce',
  classify: defaultClassify,
  clock: systemClock,
  random: Math.random,
})

const checked = new WeakSet<object>([DEFAULTS])

/**
 * Checks a configuration and fills in what it leaves open. The argument is not touched; one that was resolved before
 * is returned as it is.
 *
 * @param defaults what holds where the configuration says nothing
 * @throws RangeError naming field, rule and value
 */
export const resolveConfig = (
  config: CircuitBreakerConfig | undefined,
  defaults: ResolvedConfig = DEFAULTS,
): ResolvedConfig => {
  if (config === undefined) return defaults
  if (typeof config !== 'object' || config === null) {
    throw new RangeError(`configuration must be an object, got ${show(config)}`)
  }
  if (checked.has(config)) return config as ResolvedConfig

  const given: Partial<Record<keyof ResolvedConfig, unknown>> = {}
  for (const [field, value] of Object.entries(config)) {
    if (value !== undefined) given[check(field, value)] = value
  }
  // The configuration's window takes the place of the defaults', of whatever kind that is.
  if (given.failureWindowCalls) given.failureWindowMs ||= false
  else if (given.failureWindowMs) given.failureWindowCalls = false
  const resolved = Object.freeze({ ...defaults, ...given }) as ResolvedConfig
  const { failureWindowMs, failureWindowCalls } = resolved
  if ((failureWindowMs === false) === (failureWindowCalls === false)) {
    throw new RangeError(
      `one of failureWindowMs and failureWindowCalls must be set, got ${failureWindowMs} and ${failureWindowCalls}`,
    )
  }
  checked.add(resolved)
  return resolved
}
