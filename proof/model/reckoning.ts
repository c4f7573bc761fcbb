import type { ResolvedConfig } from '@recloser/core'
import type { Action } from './actions.ts'
import type { Call, Ledger, Result } from './ledger.ts'

type Settle = Extract<Action, { kind: 'settle' }>

/** How long the lease of a probe lasts yet, or a call takes a place of `maxInFlight`. */
export const leaseLeft = ({ leaseEndsAt }: Call, now: number): number => Math.max(0, leaseEndsAt - now)

/** The probes that hold a slot. */
export const leases = ({ calls, generation, now }: Ledger): Call[] =>
  calls.filter(call => call.isProbe && call.generation === generation && leaseLeft(call, now) > 0)

/** Whether so many calls are in flight that no other may be made; of those that hang too long none counts. */
export const isBusy = ({ calls, now }: Ledger, { maxInFlight }: ResolvedConfig): boolean =>
  maxInFlight !== false && calls.filter(call => leaseLeft(call, now) > 0).length >= maxInFlight

/** A call that lasted too long, though the caller gave it up. One that was told to wait says how long a refusal takes. */
export const isSlowCall = ({ outcome, durationMs }: Settle, { slowCallMs }: ResolvedConfig): boolean =>
  outcome !== 'throttled' && slowCallMs !== false && durationMs >= slowCallMs

/** The wait that was asked for, within its cap. */
export const waitOf = ({ waitMs }: Settle, config: ResolvedConfig): number =>
  waitMs === undefined
    ? 0
    : drawn(Math.min(waitMs, config.maxWaitMs || config.maxBackoffMs), config.waitJitter, config)

/** A period as chance draws it. */
export const drawn = (periodMs: number, part: number, { random }: ResolvedConfig): number =>
  periodMs * (1 + part * random())

/** The results that the window holds. */
export const inWindow = ({ results, now }: Ledger, config: ResolvedConfig): readonly Result[] =>
  config.failureWindow
    ? results.slice(-config.failureWindow.calls)
    : results.filter(({ at }) => now - at < config.failureWindowMs)

/** Whether no call was under way for longer than the window, if it is one of time. */
export const isSilent = (
  { calls, quietSince, now }: Ledger,
  { failureWindow, failureWindowMs }: ResolvedConfig,
): boolean => failureWindow === false && calls.length === 0 && now - quietSince > failureWindowMs

/** What run and excess are reckoned from. */
const rowOf = (known: Ledger, config: ResolvedConfig): readonly Result[] =>
  isSilent(known, config) ? [] : known.results.slice(known.rowFrom)

/** Failures in a row. What the caller gave up neither ends a run nor lengthens it. */
export const runOf = (known: Ledger, config: ResolvedConfig): number => {
  const row = rowOf(known, config)
  const since = row.findLastIndex(({ outcome }) => outcome === 'success') + 1
  return row.slice(since).filter(({ outcome }) => outcome === 'failure').length
}

/** By how many failures exceed what the rate allows: a failure adds 1, a success takes θ ÷ (1 − θ), never below 0. */
export const excessOf = (known: Ledger, config: ResolvedConfig): number => {
  const { failureExcess, failureRateThreshold: rate } = config
  if (failureExcess === false || rate === false) return 0
  let excess = 0
  for (const { outcome } of rowOf(known, config)) {
    if (outcome === 'failure') excess += 1
    if (outcome === 'success') excess = Math.max(0, excess - rate / (1 - rate))
  }
  return excess
}
