import { show } from './config-rules.ts'
import type { Outcome } from './outcome.ts'
import { report } from './report.ts'
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

/** Called with an event. May be async; what it throws or rejects with is reported and reaches nobody. */
export type Listener<Event> = (event: Event) => unknown

/** Called on a trip or a recovery, with the breaker's name and new state. */
export type TransitionCallback = (name: string, state: CircuitState, transition: CircuitTransition) => unknown

/** Entry into open by a rule. */
export const isTrip = ({ to, reason }: CircuitTransition): boolean => to === 'open' && TRIPS.has(reason)

export const isRecovery = ({ from, to }: CircuitTransition): boolean =>
  from === 'half-open' && to === 'closed'

type Listeners = { [Type in keyof CircuitBreakerEvents]: readonly Listener<CircuitBreakerEvents[Type]>[] }

/** The listeners of one breaker, or of all that a manager keeps. */
export class Emitter {
  readonly #listeners: Listeners = { transition: [], rejected: [], settled: [] }

  on<Type extends keyof CircuitBreakerEvents>(
    type: Type,
    listener: Listener<CircuitBreakerEvents[Type]>,
  ): () => void {
    if (!Object.hasOwn(this.#listeners, type)) throw new TypeError(`there is no event ${show(type)}`)
    assertFunction('listener', listener)
    // A function of its own for every registration, so that an undo takes back just that one.
    const entry: Listener<CircuitBreakerEvents[Type]> = event => listener(event)
    const listeners = this.#listeners as { [Key in Type]: readonly Listener<CircuitBreakerEvents[Type]>[] }
    listeners[type] = [...listeners[type], entry]
    return () => {
      listeners[type] = listeners[type].filter(other => other !== entry)
    }
  }

  /** Whether anybody listens: an event that nobody hears is not made. */
  wants(type: keyof CircuitBreakerEvents): boolean {
    return this.#listeners[type].length > 0
  }

  /** Puts the event before those who listen now; `deliver` hands it out. */
  enqueue<Type extends keyof CircuitBreakerEvents>(type: Type, event: CircuitBreakerEvents[Type]): void {
    for (const listener of this.#listeners[type]) queue.push(() => listener(event))
  }
}

const queue: (() => unknown)[] = []
let isDelivering = false

/** Hands out what was enqueued. Events that listeners cause in turn wait, so that everybody hears all in order. */
export const deliver = (): void => {
  if (isDelivering) return
  isDelivering = true
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) tell(next)
  isDelivering = false
}

const tell = (listen: () => unknown): void => {
  try {
    const answer = listen() as { then?: unknown } | null | undefined
    if (typeof answer?.then === 'function') Promise.resolve(answer).catch(report)
  } catch (error) {
    report(error)
  }
}

/** @throws TypeError naming what must be a function and is not */
export const assertFunction = (what: string, value: unknown): void => {
  if (typeof value !== 'function') throw new TypeError(`${what} must be a function, got ${show(value)}`)
}
