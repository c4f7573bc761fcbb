import {
  type CircuitState,
  type CircuitTransition,
  type Outcome,
  type Permit,
  REJECTED,
  type ResolvedConfig,
} from '@recloser/core'
import type { Action } from './actions.ts'
import { type Heard, isTrip, transitionsIn } from './heard.ts'
import { lengthenedBy, settled } from './learn-result.ts'
import { isSilent, runOf } from './reckoning.ts'

/** A call in flight. */
export interface Call {
  /** Counted from 1, for people. */
  readonly number: number
  readonly permit: Permit
  readonly generation: number
  readonly isProbe: boolean
  readonly leaseEndsAt: number
}

/** A result that came in time while the circuit was closed; of those that the caller gave up, only the slow. */
export interface Result {
  readonly at: number
  readonly outcome: Outcome
  readonly slow: boolean
}

/** What the explorer knows of a breaker by what it did and heard, without ever asking it. Never changes; see `learn`. */
export interface Ledger {
  readonly now: number
  /** Counts transitions and an operator's actions: a call of an earlier one is late. */
  readonly generation: number
  /** As the last transition told it. */
  readonly state: CircuitState
  /** In flight, in the order of their admission. */
  readonly calls: readonly Call[]
  /** Since the circuit closed. */
  readonly results: readonly Result[]
  /** From which of them on the run and the excess are reckoned: a silence ended those before. */
  readonly rowFrom: number
  /** Since when no call is under way; it says nothing while one is. */
  readonly quietSince: number
  /** Until when results asked to wait, as far as it still holds. */
  readonly askedUntil: number
  /** Since the circuit closed. */
  readonly trips: number
  /** Of probes, in this half-open. */
  readonly successes: number
  /** Failed and slow ones. */
  readonly badProbes: number
  readonly slots: number
  readonly admitted: number
  /** Calls admitted since the last reset, and those that were in flight then. */
  readonly requests: number
  /** Probes that have settled. */
  readonly spent: readonly Permit[]
}

export const firstLedger = (now: number): Ledger => ({
  now,
  generation: 0,
  state: 'closed',
  calls: [],
  results: [],
  rowFrom: 0,
  quietSince: now,
  askedUntil: -Infinity,
  trips: 0,
  successes: 0,
  badProbes: 0,
  slots: 0,
  admitted: 0,
  requests: 0,
  spent: [],
})

/** What was done and what came of it. */
export interface Done {
  readonly action: Action
  /** How the circuit read before. */
  readonly stateBefore: CircuitState
  /** What a call was given. */
  readonly permit: Permit
  readonly heard: readonly Heard[]
}

/** The ledger after something was done. */
export const learn = (known: Ledger, done: Done, config: ResolvedConfig): Ledger => {
  const { action } = done
  if (action.kind === 'wait') return { ...known, now: known.now + action.ms }
  const after = moved(action.kind === 'settle' ? settled(known, action, config) : known, done, config)
  if (action.kind === 'call') return admitted(after, done, config)
  if (action.kind === 'settle') return lengthenedBy(done, after)
  if (action.kind === 'probeNow') return after
  const isAsked = known.state !== 'closed' || runOf(known, config) > 0
  const askedUntil = isAsked ? after.askedUntil : -Infinity
  const overtaken = { ...after, askedUntil, generation: after.generation + 1 }
  if (action.kind !== 'forceClose' && action.kind !== 'reset') return overtaken
  const fresh = { ...overtaken, ...closed }
  return action.kind === 'reset' ? { ...fresh, requests: fresh.calls.length } : fresh
}

/** What closing forgets. */
const closed = { results: [], rowFrom: 0, askedUntil: -Infinity, trips: 0 }

const moved = (known: Ledger, { action, stateBefore, heard }: Done, config: ResolvedConfig): Ledger => {
  const slots = action.kind === 'probeNow' && stateBefore === 'open' ? 1 : config.halfOpenMaxCalls
  let after = known
  for (const transition of transitionsIn(heard)) after = movedBy(transition, after, slots)
  return after
}

const movedBy = (transition: CircuitTransition, known: Ledger, slots: number): Ledger => {
  const { to } = transition
  const trips = known.trips + (isTrip(transition) ? 1 : 0)
  const after = {
    ...known,
    generation: known.generation + 1,
    state: to,
    trips,
    successes: 0,
    badProbes: 0,
    slots,
  }
  return to === 'closed' ? { ...after, ...closed } : after
}

const admitted = (known: Ledger, { permit, heard }: Done, config: ResolvedConfig): Ledger => {
  if (permit === REJECTED) return known
  const wasRefused = heard.some(({ type }) => type === 'rejected')
  const call: Call = {
    number: known.admitted + 1,
    permit,
    generation: known.generation,
    isProbe: known.state === 'half-open' && !wasRefused,
    leaseEndsAt: known.now + config.probeTimeoutMs,
  }
  return {
    ...known,
    rowFrom: isSilent(known, config) ? known.results.length : known.rowFrom,
    calls: [...known.calls, call],
    admitted: call.number,
    requests: known.requests + 1,
  }
}
