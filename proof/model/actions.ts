import type { Outcome, ResolvedConfig } from '@recloser/core'
import { type Configuration, HELD_MS, TICK } from './configurations.ts'
import type { Call, Ledger } from './ledger.ts'
import { inWindow, leaseLeft } from './reckoning.ts'

/** What can happen to a breaker in the model. */
export type Action =
  | { readonly kind: 'call' | 'forceOpen' | 'forceClose' | 'reset' | 'probeNow' }
  | { readonly kind: 'forceOpenFor' | 'pause' | 'wait'; readonly ms: number }
  | {
      readonly kind: 'settle'
      /** Which of the calls in flight, in the order of their admission. */
      readonly index: number
      readonly outcome: Outcome
      readonly durationMs: number
      readonly waitMs: number | undefined
    }

/** Everything that can happen next. Of calls that are alike only one settles: the others would lead to the same. */
export const actionsIn = (
  known: Ledger,
  config: ResolvedConfig,
  { mostInFlight, mostInWindow, waits }: Configuration,
): Action[] => {
  const calls: Action[] = known.calls.length < mostInFlight ? [{ kind: 'call' }] : []
  const isFull = config.failureWindow === false && inWindow(known, config).length >= mostInWindow
  const isBounded = (call: Call) => isFull && known.state === 'closed' && call.generation === known.generation
  const seen = new Set<string>()
  const settles = known.calls.flatMap((call, index) => {
    const like = likeness(call, known, config)
    if (seen.has(like)) return []
    seen.add(like)
    return verdicts(config, waits)
      .filter(verdict => !(isBounded(call) && isKept(verdict, config)))
      .map(verdict => ({ kind: 'settle' as const, index, ...verdict }))
  })
  return [
    ...calls,
    ...settles,
    { kind: 'wait', ms: TICK },
    { kind: 'forceOpen' },
    { kind: 'forceOpenFor', ms: HELD_MS },
    { kind: 'forceClose' },
    { kind: 'reset' },
    { kind: 'pause', ms: HELD_MS },
    { kind: 'probeNow' },
  ]
}

/** Whether the window keeps it. */
const isKept = ({ outcome, durationMs }: Verdict, { slowCallMs }: ResolvedConfig): boolean =>
  outcome === 'success' ||
  outcome === 'failure' ||
  (outcome === 'ignored' && slowCallMs !== false && durationMs >= slowCallMs)

/** What tells one call in flight from another: whether it is late, a probe, and how long its lease lasts. */
export const likeness = (call: Call, known: Ledger, { maxInFlight }: ResolvedConfig): string => {
  const left = leaseLeft(call, known.now)
  const place = maxInFlight === false ? '' : left
  if (call.generation !== known.generation) return `${call.isProbe ? 'late probe' : 'late'} ${place}`
  return call.isProbe ? `probe ${left}` : `call ${place}`
}

type Verdict = Pick<Extract<Action, { kind: 'settle' }>, 'outcome' | 'durationMs' | 'waitMs'>

const verdicts = ({ slowCallMs }: ResolvedConfig, waits: readonly number[]): Verdict[] => {
  const fast: Verdict[] = (['success', 'failure', 'ignored', 'throttled'] as const).map(outcome => ({
    outcome,
    durationMs: 1,
    waitMs: undefined,
  }))
  const slow: Verdict[] =
    slowCallMs === false ? [] : fast.map(verdict => ({ ...verdict, durationMs: slowCallMs }))
  const asked = waits.flatMap(waitMs =>
    (['failure', 'throttled'] as const).map(outcome => ({ outcome, durationMs: 1, waitMs })),
  )
  return [...fast, ...slow, ...asked]
}

/** The action in words, as a history shows it. */
export const inWords = (action: Action, known: Ledger): string => {
  if (action.kind === 'settle') {
    const { index, outcome, durationMs, waitMs } = action
    const asked = waitMs === undefined ? '' : `, asks to wait ${waitMs} ms`
    return `call #${known.calls[index]?.number} settles: ${outcome} after ${durationMs} ms${asked}`
  }
  if (action.kind === 'wait') return `${action.ms} ms pass`
  return 'ms' in action ? `${action.kind} ${action.ms} ms` : action.kind
}
