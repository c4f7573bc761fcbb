import { cappedWait, jittered, openPeriodMs } from './backoff.ts'
import type { ResolvedConfig } from './config.ts'
import type { TransitionReason } from './events.ts'
import type { Outcome } from './outcome.ts'
import { CLOSED, type HalfOpen, type Open, type State } from './state.ts'

/** Open until then, because somebody asked for it, with what the outage so far has taught. */
export const opened = (state: State, reason: TransitionReason, now: number, until: number): Open => {
  const { trips, backoffMs } = state
  const openedAt = state.name === 'open' ? state.openedAt : now
  return { name: 'open', reason, openedAt, until, askedUntil: until, trips, backoffMs, isForced: false }
}

/** Open, and at least until then. */
export const lengthened = (open: Open, until: number): Open => ({
  ...open,
  until: Math.max(open.until, until),
  askedUntil: Math.max(open.askedUntil, until),
})

/** Open because a rule says so: each trip since the last close lengthens the period. */
export const tripped = (
  state: State,
  reason: TransitionReason,
  now: number,
  waitMs: number | undefined,
  config: ResolvedConfig,
): Open => {
  const trips = state.trips + 1
  const askedMs = cappedWait(waitMs, config)
  const backoffMs = openPeriodMs(trips, askedMs, config)
  return { ...opened(state, reason, now, now + backoffMs), askedUntil: now + askedMs, trips, backoffMs }
}

/** Open because the dependency asked for a pause: no trip, no growth. */
export const throttled = (
  state: State,
  now: number,
  waitMs: number | undefined,
  config: ResolvedConfig,
): Open => {
  const pauseMs = cappedWait(waitMs, config) || config.openDurationMs
  return opened(state, 'throttled', now, now + jittered(pauseMs, config))
}

/** The open period is over: so many probes at once. */
export const probing = (open: Open | HalfOpen, slots: number): HalfOpen => {
  const { reason, openedAt, until, trips, backoffMs } = open
  return { name: 'half-open', reason, openedAt, until, trips, backoffMs, slots, successes: 0 }
}

/**
 * After a sleep that the clock did not notice. What came before says nothing any more: one probe goes at once, but where a
 * wait was asked for, and is not over even so.
 */
export const awake = (state: State, now: number, sleptMs: number): State => {
  if (state.name === 'closed') return CLOSED
  if (state.name === 'half-open' || state.askedUntil - sleptMs <= now) return probing(state, 1)
  return { ...state, until: state.until - sleptMs, askedUntil: state.askedUntil - sleptMs }
}

/** Where a probe's verdict leads: one failure reopens, a slow answer too, enough successes close. */
export const afterProbe = (
  state: HalfOpen,
  outcome: Exclude<Outcome, 'ignored'>,
  isSlow: boolean,
  now: number,
  waitMs: number | undefined,
  config: ResolvedConfig,
): State => {
  if (outcome === 'throttled') return throttled(state, now, waitMs, config)
  if (outcome === 'failure') return tripped(state, 'probe-failed', now, waitMs, config)
  if (isSlow) return tripped(state, 'probe-slow', now, waitMs, config)
  const successes = state.successes + 1
  if (successes >= config.successThreshold) return CLOSED
  return { ...state, successes, slots: config.halfOpenMaxCalls }
}
