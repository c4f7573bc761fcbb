import type { ResolvedConfig } from '@recloser/core'
import type { Action } from './actions.ts'
import type { Done, Ledger } from './ledger.ts'
import { isSlowCall, runOf, waitOf } from './reckoning.ts'

type Settle = Extract<Action, { kind: 'settle' }>

/** The ledger after a call in flight has settled. */
export const settled = (known: Ledger, action: Settle, config: ResolvedConfig): Ledger => {
  const { index, outcome } = action
  const call = known.calls[index]
  if (call === undefined) return known
  const after = {
    ...known,
    calls: known.calls.filter(other => other !== call),
    quietSince: known.now,
    spent: call.isProbe ? [...known.spent, call.permit] : known.spent,
  }
  const isSeen = call.generation === known.generation && (known.state === 'closed' || call.isProbe)
  const isHeard = outcome !== 'ignored' || isSlowCall(action, config)
  return isSeen && isHeard ? judged(after, action, config, asksUntil(known, action, config)) : after
}

/** Until when this run has asked to wait; once open, what was asked for holds until it closes. */
const asksUntil = (known: Ledger, action: Settle, config: ResolvedConfig): number => {
  const holds = known.state !== 'closed' || (action.outcome !== 'success' && runOf(known, config) > 0)
  return Math.max(holds ? known.askedUntil : -Infinity, known.now + waitOf(action, config))
}

const judged = (known: Ledger, action: Settle, config: ResolvedConfig, askedUntil: number): Ledger => {
  const { outcome } = action
  const slow = isSlowCall(action, config)
  if (outcome === 'throttled') return { ...known, askedUntil }
  if (known.state === 'closed')
    return { ...known, askedUntil, results: [...known.results, { at: known.now, outcome, slow }] }
  return outcome === 'success' && !slow
    ? { ...known, askedUntil, successes: known.successes + 1, slots: config.halfOpenMaxCalls }
    : { ...known, askedUntil, badProbes: known.badProbes + 1 }
}

/** A late result that lengthens an open period starts a generation, as `pause` does. */
export const lengthenedBy = ({ heard }: Done, known: Ledger): Ledger =>
  heard.some(({ type }) => type === 'rescheduled') ? { ...known, generation: known.generation + 1 } : known
