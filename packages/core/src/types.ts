/*
 * Every public type of core, in the order in which a reader meets them: what a breaker is told, what it decides, what it tells,
 * what a manager adds. This page imports nothing, so that any other page may import it.
 */

// ── What a breaker is told ──────────────────────────────────────────────────────────────────────────────────────────────

/** What a breaker does with a call: lets it through, rejects it, or lets a few probes through. */
export type CircuitState = 'closed' | 'open' | 'half-open'

/**
 * The verdict on one call.
 *
 * - `success`: the dependency answered.
 * - `failure`: it did not, or badly; counts towards a trip.
 * - `ignored`: says nothing about the dependency (the caller aborted, the mistake was the caller's); decides nothing.
 * - `throttled`: it asked for a pause; the circuit pauses, which is no trip and no part of the failure rate.
 */
export type Outcome = 'success' | 'failure' | 'ignored' | 'throttled'

/** How a call ended: with a value, or with what it threw. `'error' in result` tells them apart. */
export type CallResult =
  | { readonly value: unknown; readonly error?: undefined }
  | { readonly error: unknown; readonly value?: undefined }

/** Decides the verdict on a call made through `call` or `wrap`. */
export type Classify = (result: CallResult) => Outcome

/** A source of monotonic time in milliseconds; only differences matter, never the origin. */
export interface Clock {
  now(): number
}

/** A sliding window of the last so many calls, as `lastCalls` makes it. */
export interface CallWindow {
  readonly calls: number
  /** Makes the memory of one breaker. @internal */
  readonly _memory: (countsSlow: boolean) => unknown
}

/** `enforce`: rejects. `shadow`: behaves as if, but admits every call. `off`: admits and records nothing. */
export type Mode = 'enforce' | 'shadow' | 'off'

/** How a breaker decides. Every field is optional; an explicit `undefined` means the default. */
export interface CircuitBreakerConfig {
  /** Trips after so many failures in a row. A success starts the run anew, and so does a stretch longer than the window in which no call was under way. `false`: rule off. @default 5 */
  failureThreshold?: number | false | undefined
  /** Trips when failures ÷ calls in the window reach this, in (0, 1]. `false`: rule off. @default 0.5 */
  failureRateThreshold?: number | false | undefined
  /**
   * Trips when failures exceed what `failureRateThreshold` allows by so many, and a little more the more calls there are: for
   * hosts that are busy enough to see five failures in a row by chance. Usually 5. `false`: rule off. @default false
   */
  failureExcess?: number | false | undefined
  /** No rate is judged below so many calls in the window (a count window that holds fewer is judged when it is full). @default 10 */
  minRequestsForRate?: number | undefined
  /** Length of the sliding window in milliseconds, at least 1. @default 60_000 */
  failureWindowMs?: number | undefined
  /** A window of the last so many calls in place of the one of time: `lastCalls(100)`. @default false */
  failureWindow?: CallWindow | false | undefined
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
  /** Where the growth ends, in milliseconds. @default 300_000 */
  maxBackoffMs?: number | undefined
  /** The longest wait that a dependency may ask for, in milliseconds. `false`: as `maxBackoffMs`. @default false */
  maxWaitMs?: number | false | undefined
  /** Lengthens each wait that was asked for by up to this part of it, at random. In [0, 1]. @default 0 */
  waitJitter?: number | undefined
  /** Lengthens each open period by up to this part of it, at random, so that a thousand clients do not come back together. In [0, 1]. @default 0.1 */
  jitter?: number | undefined
  /**
   * Refuses a call while so many are in flight, with the reason `busy`: no failure, no trip, no queue. A call that has not
   * settled within `probeTimeoutMs` no longer counts. `false`: no limit. @default false
   */
  maxInFlight?: number | false | undefined
  /** Probes in flight at once. @default 3 */
  halfOpenMaxCalls?: number | undefined
  /** Probe successes that close the circuit. @default 3 */
  successThreshold?: number | undefined
  /** Failed or slow probes that reopen it. @default 1 */
  halfOpenFailureThreshold?: number | undefined
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

/** A configuration that was checked: frozen, and nothing optional left. Breakers may share one. */
export type ResolvedConfig = {
  readonly [Field in keyof CircuitBreakerConfig]-?: Exclude<CircuitBreakerConfig[Field], undefined>
}

// ── What it decides ─────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * The right to make one call, a plain number so that granting it allocates nothing.
 *
 * Even: the generation it was issued in. Odd: unique, of a probe, or of any call where `maxInFlight` counts.
 */
export type Permit = number

/** A reading of the sliding window. */
export interface Counts {
  /** Calls in the window that settled as success or failure. */
  readonly calls: number
  /** How many of them failed. */
  readonly failures: number
  /** How many of them lasted `slowCallMs` or longer, successes too. */
  readonly slow: number
  /** Failures in a row up to now. */
  readonly run: number
  /** By how many failures exceed what `failureRateThreshold` allows; 0 where `failureExcess` is off. */
  readonly excess: number
}

/** The rules that open a closed circuit. */
export type TripRule = 'failure-threshold' | 'failure-rate' | 'failure-excess' | 'slow-call-rate'

/** The reasons that are trips: a rule opened the circuit. */
export type TripReason = TripRule | 'probe-failed' | 'probe-slow'

/** Why the state changed, or a call was refused: `busy` is a refusal alone. An operator's own words for `forceOpen` and `pause`. */
export type TransitionReason =
  | TripReason
  | 'throttled'
  | 'paused'
  | 'forced'
  | 'due'
  | 'probes-succeeded'
  | 'reset'
  | 'shutdown'
  | 'restored'
  | 'busy'
  | (string & {})

// ── What it tells ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** A change of state, with the evidence it was made on. */
export interface CircuitTransition {
  /** The breaker's name. */
  readonly name: string
  readonly from: CircuitState
  readonly to: CircuitState
  readonly reason: TransitionReason
  /** When, on the breaker's clock. */
  readonly at: number
  /** Milliseconds until a call may be tried; `undefined` when nobody knows (forced open). */
  readonly retryAfterMs: number | undefined
  /** What the window held. */
  readonly counts: Counts
}

/** A call that was refused; in shadow mode, that would have been. */
export interface CircuitRejected {
  /** The breaker's name. */
  readonly name: string
  readonly state: CircuitState
  /** Why the circuit opened; `busy` where too many calls are in flight. */
  readonly reason: TransitionReason
  readonly retryAfterMs: number | undefined
}

/** An open period that ends at another time than it would have: somebody paused, forced, or woke the circuit, or a late answer asked for a longer wait. */
export interface CircuitRescheduled {
  /** The breaker's name. */
  readonly name: string
  /** Why it ends at another time; why the circuit is open, the status says. */
  readonly reason: TransitionReason
  readonly retryAfterMs: number | undefined
}

/** A call that ended. */
export interface CircuitSettled {
  /** The breaker's name. */
  readonly name: string
  readonly outcome: Outcome
  /** `undefined` where nobody measured. */
  readonly durationMs: number | undefined
  /** Whether the circuit had moved on since the call began, so that the outcome decided nothing. */
  readonly late: boolean
}

export interface CircuitBreakerEvents {
  transition: CircuitTransition
  rescheduled: CircuitRescheduled
  rejected: CircuitRejected
  settled: CircuitSettled
}

/** Called with an event. May be async; what it throws or rejects with is reported and reaches nobody. */
export type Listener<Event> = (event: Event) => unknown

/** Called on a trip or a recovery, with the breaker's name and new state. */
export type TransitionCallback = (name: string, state: CircuitState, transition: CircuitTransition) => unknown

/** What a rejection says of the breaker that refused the call. */
export interface RejectionDetails {
  readonly breakerName: string
  readonly state: CircuitState
  /** Why the circuit opened; `busy` where too many calls are in flight. */
  readonly reason: TransitionReason
  /** Milliseconds until a call may be tried; `undefined` when nobody knows (forced open, busy, no free probe slot). */
  readonly retryAfterMs: number | undefined
}

/** What became of a breaker's calls since it was made or reset. */
export interface CircuitBreakerMetrics {
  /** Calls admitted, those in flight included. */
  readonly totalRequests: number
  readonly successes: number
  readonly failures: number
  readonly ignored: number
  readonly throttled: number
  /** Calls refused by an open or half-open circuit; in shadow mode, that would have been. */
  readonly rejected: number
  /** Calls refused because `maxInFlight` were in flight; in shadow mode, that would have been. */
  readonly busy: number
  /** Calls that lasted `slowCallMs` or longer, those that the caller gave up too. */
  readonly slow: number
  /** Calls that settled after the circuit had moved on; they count as nothing else. */
  readonly late: number
  /** Of all that settled in time but the ignored; `undefined` until one was measured. */
  readonly averageResponseTimeMs: number | undefined
}

/** What a breaker knows of itself at one moment. */
export interface CircuitBreakerReading {
  readonly name: string
  readonly state: CircuitState
  /** Why it opened; `undefined` while closed. */
  readonly reason: TransitionReason | undefined
  readonly mode: Mode
  /** Whether an operator holds it open. */
  readonly forced: boolean
  /** Failures in a row. */
  readonly failureCount: number
  readonly failureThreshold: number | false
  /** Failures ÷ calls in the window, 0 where there are none. */
  readonly failureRate: number
  readonly failureRateThreshold: number | false
  /** By how many failures exceed what the rate allows; 0 where `failureExcess` is off. */
  readonly failureExcess: number
  /** Calls in the window. */
  readonly calls: number
  readonly inFlight: number
  /** The open period that the last trip caused, in milliseconds; 0 once closed. */
  readonly currentBackoffMs: number
  /** 0 when a call may be tried now; `undefined` when nobody knows. */
  readonly retryAfterMs: number | undefined
  /** When it opened, on the breaker's clock; `undefined` while closed. */
  readonly openedAt: number | undefined
  readonly lastTransition: CircuitTransition | undefined
  readonly metrics: CircuitBreakerMetrics
}

/** A verdict that validators and health checks understand. */
export interface ValidationResult {
  /** Whether there are no errors. */
  readonly valid: boolean
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
}

/** A reading of a breaker that explains itself. It does not change when the breaker does. */
export interface CircuitBreakerStatus extends CircuitBreakerReading {
  /** The reading as a plain object; what is `undefined` is absent from the JSON. */
  toJSON(): CircuitBreakerReading
  /**
   * Open: one error that names breaker, reason and wait. Half-open, or a failure rate over half its threshold: a
   * warning. A breaker that rejects nothing (`shadow`, `off`) has no errors, only warnings.
   */
  toValidationResult(): ValidationResult
}

// ── What a manager adds ─────────────────────────────────────────────────────────────────────────────────────────────────

export interface CircuitBreakerManagerConfig {
  /** What every breaker starts from; its own configuration goes over it. */
  defaults?: CircuitBreakerConfig | undefined
  /**
   * The configuration of the breaker of this name, where `create` and `getOrCreate` are given none; and the only way by
   * which `restore` knows it. `false`: `restore` makes none of this name.
   */
  configOf?: ((name: string) => CircuitBreakerConfig | false | undefined) | undefined
  /** How many breakers are kept at most; a whole number >= 1 or `Infinity`. @default 1_024 */
  maxBreakers?: number | undefined
}

/** A manager tells of its breakers what each tells of itself, and which it keeps. */
export interface CircuitBreakerManagerEvents extends CircuitBreakerEvents {
  /** It keeps a breaker of this name from now on. */
  created: { readonly name: string }
  /** It no longer does: the breaker was removed, or made room for another. */
  removed: { readonly name: string }
}

/** All breakers of a manager at one moment. */
export interface SystemStatus {
  readonly total: number
  readonly closed: number
  readonly open: number
  readonly halfOpen: number
  /** How often `getOrCreate` found no room, and answered with a breaker that guards nothing. */
  readonly unguarded: number
  readonly openBreakers: readonly string[]
  readonly breakers: readonly CircuitBreakerStatus[]
}

/** As much of an `AbortSignal` as core needs, so that no DOM or Node types leak in. */
export interface Signal {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** What `toSnapshot` answers and `restore` takes: plain JSON, with nothing in it but names, reasons and numbers. */
export interface ManagerSnapshot {
  readonly version: 1
  /** When it was made: milliseconds of the wall clock, as of `Date.now()`. */
  readonly at: number
  /** Those that were not closed. */
  readonly breakers: readonly BreakerSnapshot[]
}

/** One breaker that was open or half-open. Times are relative, since clocks of two processes have no common origin. */
export interface BreakerSnapshot {
  readonly name: string
  /** Why it opened. */
  readonly reason: string
  /** Milliseconds to the end of the open period, negative when it is over; absent: open until somebody closes it. */
  readonly waitMs?: number | undefined
  /** Of them, those for which dependency or operator asked. */
  readonly askedMs?: number | undefined
  /** Trips since the last close. */
  readonly trips: number
  /** The open period that the last of them caused. */
  readonly backoffMs: number
  /** Present where an operator holds it open. */
  readonly forced?: true | undefined
}
