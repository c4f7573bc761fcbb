import type { Outcome, ResolvedConfig } from '@recloser/core'
import { transitionsIn } from '../heard.ts'
import type { Ledger } from '../ledger.ts'
import { inWindow, runOf } from '../reckoning.ts'
import type { Step } from '../world.ts'

/** The moves that were told, in words: `closed>open failure-threshold`. */
export const moves = ({ heard }: Step): string[] =>
  transitionsIn(heard).map(({ from, to, reason }) => `${from}>${to} ${reason}`)

export const isMoves = (step: Step, ...expected: readonly string[]): boolean =>
  moves(step).join() === expected.join()

/** A result of the generation that lasts. */
export const isInTime = ({ call, known }: Step): boolean => call?.generation === known.generation

/** A result that may decide something: of a closed circuit, or of a probe; in shadow others run beside them. */
export const decides = (step: Step): boolean =>
  isInTime(step) && (step.known.state === 'closed' || step.call?.isProbe === true)

export const outcomeOf = ({ action }: Step): Outcome | undefined =>
  action.kind === 'settle' ? action.outcome : undefined

export const isSlow = ({ action, config }: Step): boolean =>
  action.kind === 'settle' &&
  config.slowCallMs !== false &&
  action.durationMs >= config.slowCallMs &&
  (action.outcome === 'success' || action.outcome === 'failure')

/** The wait that was asked for, within the cap. */
export const waitOf = ({ action, config }: Step): number =>
  action.kind === 'settle' && action.waitMs !== undefined ? Math.min(action.waitMs, config.maxBackoffMs) : 0

/** The rule that the window breaks, if any. */
export const brokenRule = (known: Ledger, config: ResolvedConfig): string | undefined => {
  const results = inWindow(known, config)
  const { failureThreshold, failureRateThreshold, slowCallMs, slowCallRateThreshold } = config
  const isEnough = results.length >= config.minRequestsForRate
  const share = (part: readonly unknown[]) => part.length / results.length
  if (failureThreshold !== false && runOf(known, config) >= failureThreshold) return 'failure-threshold'
  const failed = results.filter(result => result.failed)
  if (failureRateThreshold !== false && isEnough && share(failed) >= failureRateThreshold)
    return 'failure-rate'
  const slow = results.filter(result => result.slow)
  return slowCallMs !== false && isEnough && share(slow) >= slowCallRateThreshold
    ? 'slow-call-rate'
    : undefined
}

/** A period as chance draws it. */
export const drawn = (periodMs: number, { jitter, random }: ResolvedConfig): number =>
  periodMs * (1 + jitter * random())

/** How long the open period of so many trips since the last close lasts. */
export const periodOf = (trips: number, floorMs: number, config: ResolvedConfig): number => {
  let periodMs = config.openDurationMs
  for (let trip = 1; config.exponentialBackoff && trip < trips; trip += 1)
    periodMs *= config.backoffMultiplier
  const capped = Math.max(config.openDurationMs, Math.min(periodMs, config.maxBackoffMs))
  return drawn(Math.max(capped, floorMs), config)
}
