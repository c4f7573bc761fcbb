import { openPeriodMs } from './backoff.ts'
import { tripReason } from './trip.ts'
import type { CircuitState, Counts, Outcome, ResolvedConfig, TransitionReason, TripReason } from './types.ts'

/** What a circuit is doing, and what it remembers of its outage from the moment it leaves `closed` until it is back. */
export interface State {
  readonly name: CircuitState
  /** Why it opened. */
  readonly reason?: TransitionReason | undefined
  readonly _openedAt?: number | undefined
  /** When the open period ends; `Infinity`: when somebody says so. */
  readonly _until: number
  /** Until then dependency or operator asked for the wait: nothing but their word, or the time itself, ends it sooner. */
  readonly _askedUntil: number
  /** Trips since the last close: what the backoff grows by. */
  readonly _trips: number
  /** The open period that the last of them caused. */
  readonly _backoffMs: number
  /** Whether an operator holds it open; or whether it is shut down, and nobody opens it again. */
  readonly _held?: 'forced' | 'shut' | undefined
  /** Probes in flight at once: one after `probeNow`, until it succeeds. */
  readonly _slots: number
  /** Of probes, in this half-open. */
  readonly _successes: number
  readonly _failures: number
}

/** Closed says nothing that differs between breakers, so they share it, and know it by one comparison. */
export const CLOSED: State = {
  name: 'closed',
  _until: 0,
  _askedUntil: 0,
  _trips: 0,
  _backoffMs: 0,
  _slots: 0,
  _successes: 0,
  _failures: 0,
}

/** Whether the open period is over, so that the state reads `half-open`. */
export const isDue = (state: State, now: number): boolean => state.name === 'open' && now >= state._until

/** The state as everybody sees it. */
export const nameAt = (state: State, now: number): CircuitState =>
  isDue(state, now) ? 'half-open' : state.name

/** Open until then, because somebody asked for it, with what the outage so far has taught. */
export const opened = (
  state: State,
  reason: TransitionReason,
  now: number,
  until: number,
  held?: State['_held'],
): State => ({
  ...state,
  name: 'open',
  reason,
  _openedAt: state.name === 'open' ? state._openedAt : now,
  _until: until,
  _askedUntil: until,
  _held: held,
})

/** Open for good. */
export const shut = (state: State, now: number): State => opened(state, 'shutdown', now, Infinity, 'shut')

/** Open, and at least until then. */
export const lengthened = (open: State, until: number): State => ({
  ...open,
  _until: Math.max(open._until, until),
  _askedUntil: Math.max(open._askedUntil, until),
})

/** The period is over: so many probes at once. */
export const probing = (state: State, slots: number): State => ({
  ...state,
  name: 'half-open',
  _held: undefined,
  _slots: slots,
  _successes: 0,
  _failures: 0,
})

/**
 * Where the verdict on a call, or on a probe, leads: to a pause that the dependency asked for; by a rule that is broken, to
 * open; by enough successes of probes, to closed; or nowhere.
 *
 * @param askedUntil until when the dependency asked to wait, now or earlier in this run; `now` where it did not
 * @param waitMs the wait that this very result names
 */
export const after = (
  state: State,
  outcome: Outcome,
  isSlow: boolean,
  counts: Counts,
  now: number,
  askedUntil: number,
  waitMs: number | undefined,
  config: ResolvedConfig,
): State => {
  // Where it names no wait itself, what was asked for before is no reason to wait for less than usual.
  const leastMs = outcome === 'throttled' && !(waitMs && waitMs > 0) ? openPeriodMs(1, config) : 0
  if (outcome === 'throttled') return opened(state, outcome, now, Math.max(askedUntil, now + leastMs))
  const hasFailed = outcome === 'failure'
  const next = state === CLOSED ? CLOSED : probed(state, hasFailed || isSlow, config)
  const reason = state === CLOSED ? tripReason(counts, config) : probeReason(next, hasFailed, config)
  if (reason === undefined) return next
  // Each trip since the last close lengthens the period, and so may a wait that was asked for.
  const trips = state._trips + 1
  const until = Math.max(now + openPeriodMs(trips, config), askedUntil)
  return {
    ...opened(state, reason, now, until),
    _askedUntil: askedUntil,
    _trips: trips,
    _backoffMs: until - now,
  }
}

/** A half-open, a probe later: closed, where enough have succeeded. */
const probed = (state: State, isBad: boolean, config: ResolvedConfig): State => {
  const successes = state._successes + Number(!isBad)
  if (successes >= config.successThreshold) return CLOSED
  return {
    ...state,
    _successes: successes,
    _failures: state._failures + Number(isBad),
    _slots: isBad ? state._slots : config.halfOpenMaxCalls,
  }
}

/** Why a half-open reopens, where enough of its probes were bad. */
const probeReason = (next: State, hasFailed: boolean, config: ResolvedConfig): TripReason | undefined => {
  if (next._failures < config.halfOpenFailureThreshold) return undefined
  return hasFailed ? 'probe-failed' : 'probe-slow'
}
