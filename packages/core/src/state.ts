import type { TransitionReason } from './events.ts'

/** What a breaker does with a call: lets it through, rejects it, or lets a few probes through. */
export type CircuitState = 'closed' | 'open' | 'half-open'

/** What lasts from the moment a circuit leaves `closed` until it is back. */
interface Outage {
  /** Why it opened. */
  readonly reason: TransitionReason
  readonly openedAt: number
  /** When the open period ends; `Infinity`: when somebody says so. */
  readonly until: number
  /** Trips since the last close: what the backoff grows by. */
  readonly trips: number
  /** The open period that the last of them caused. */
  readonly backoffMs: number
}

interface Closed {
  readonly name: 'closed'
  readonly trips: 0
  readonly backoffMs: 0
  readonly reason?: undefined
  readonly openedAt?: undefined
  readonly isForced?: undefined
  readonly drained?: undefined
}

export interface Open extends Outage {
  readonly name: 'open'
  readonly isForced: boolean
  /** Until then dependency or operator asked for the wait: nothing but their word, or the time itself, ends it sooner. */
  readonly askedUntil: number
  /** Present once the breaker is shut down: whom to tell when nothing is in flight any more. */
  readonly drained?: Set<() => void>
}

export interface HalfOpen extends Outage {
  readonly name: 'half-open'
  /** Probes in flight at once: one after `probeNow`, until it succeeds. */
  readonly slots: number
  readonly successes: number
  readonly isForced?: undefined
  readonly drained?: undefined
}

export type State = Closed | Open | HalfOpen

/** Closed says nothing that differs between breakers, so they share it, and know it by one comparison. */
export const CLOSED: Closed = Object.freeze({ name: 'closed', trips: 0, backoffMs: 0 })

/** Whether the open period is over, so that the state reads `half-open`. */
export const isDue = (state: State, now: number): state is Open => state.name === 'open' && now >= state.until

/** The state as everybody sees it. */
export const nameAt = (state: State, now: number): CircuitState =>
  isDue(state, now) ? 'half-open' : state.name
