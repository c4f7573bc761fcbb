import { show } from './config-rules.ts'
import type { Outcome } from './outcome.ts'
import type { CircuitState } from './state.ts'
import type { Counts, TripRule } from './trip.ts'

/** Why the state changed; an operator's own words for `forceOpen` and `pause`. */
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
  | (string & {})

/** The reasons that are trips: a rule opened the circuit. */
export type TripReason = TripRule | 'probe-failed' | 'probe-slow'

const TRIPS: ReadonlySet<TransitionReason> = new Set<TripReason>([
  'failure-threshold',
  'failure-rate',
  'slow-call-rate',
  'probe-failed',
  'probe-slow',
])

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
  /** Why the circuit opened. */
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
  rejected: CircuitRejected
  settled: CircuitSettled
}

/** A manager tells of its breakers what each tells of itself, and which it keeps. */
export interface CircuitBreakerManagerEvents extends CircuitBreakerEvents {
  /** It keeps a breaker of this name from now on. */
  created: { readonly name: string }
  /** It no longer does: the breaker was removed, or made room for another. */
  removed: { readonly name: string }
}

/** Called with an event. May be async; what it throws or rejects with is reported and reaches nobody. */
export type Listener<Event> = (event: Event) => unknown

/** Called on a trip or a recovery, with the breaker's name and new state. */
export type TransitionCallback = (name: string, state: CircuitState, transition: CircuitTransition) => unknown

/** Entry into open by a rule. No operator's words are taken for one of these: see `checkReason`. */
export const isTrip = ({ reason }: CircuitTransition): boolean => TRIPS.has(reason)

export const isRecovery = ({ from, to }: CircuitTransition): boolean =>
  from === 'half-open' && to === 'closed'

/** @throws RangeError when an operator's words are none, or are those by which a trip is known */
export const checkReason = (reason: unknown): void => {
  if (typeof reason !== 'string' || reason === '' || TRIPS.has(reason)) {
    throw new RangeError(`reason must be words of your own, not those of a rule, got ${show(reason)}`)
  }
}
