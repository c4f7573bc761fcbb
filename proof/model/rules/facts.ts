import type { Outcome, ResolvedConfig } from '@recloser/core'
import { transitionsIn } from '../heard.ts'
import type { Ledger } from '../ledger.ts'
import { drawn, excessOf, inWindow, isSlowCall, runOf, waitOf } from '../reckoning.ts'
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
  action.kind === 'settle' && isSlowCall(action, config)

/** The wait that this result asks for, within its cap. */
export const ownWait = ({ action, config }: Step): number =>
  action.kind === 'settle' ? waitOf(action, config) : 0

/** How long results have asked to wait yet, this one included, as far as it still holds. */
export const askedWait = ({ learned }: Step): number => Math.max(0, learned.askedUntil - learned.now)

/** The rule that the window breaks, if any. */
export const brokenRule = (known: Ledger, config: ResolvedConfig): string | undefined => {
  const results = inWindow(known, config)
  const { failureThreshold, failureRateThreshold, failureExcess, slowCallMs, slowCallRateThreshold } = config
  const isEnough = results.length >= config.minRequestsForRate
  const share = (part: readonly unknown[]) => part.length / results.length
  if (failureThreshold !== false && runOf(known, config) >= failureThreshold) return 'failure-threshold'
  const failed = results.filter(({ outcome }) => outcome === 'failure')
  if (failureRateThreshold !== false && isEnough && share(failed) >= failureRateThreshold)
    return 'failure-rate'
  const mostExcess =
    failureExcess === false ? Infinity : failureExcess + 2 * Math.log2(1 + results.length / 20)
  if (excessOf(known, config) >= mostExcess) return 'failure-excess'
  const slow = results.filter(result => result.slow)
  return slowCallMs !== false && isEnough && share(slow) >= slowCallRateThreshold
    ? 'slow-call-rate'
    : undefined
}

/** How long the open period of so many trips since the last close lasts. */
export const periodOf = (trips: number, config: ResolvedConfig): number => {
  let periodMs = config.openDurationMs
  for (let trip = 1; config.exponentialBackoff && trip < trips; trip += 1)
    periodMs *= config.backoffMultiplier
  return drawn(
    Math.max(config.openDurationMs, Math.min(periodMs, config.maxBackoffMs)),
    config.jitter,
    config,
  )
}
