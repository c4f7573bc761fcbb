import { isBusy } from '../reckoning.ts'
import type { Step } from '../world.ts'
import { moves } from './facts.ts'
import type { StepRule } from './rule.ts'

const is =
  (...kinds: readonly Step['action']['kind'][]) =>
  ({ action }: Step): boolean =>
    kinds.includes(action.kind)

/** The moves beside the end of an open period that was over. */
const ownMoves = (step: Step): string[] => moves(step).filter(move => move !== 'open>half-open due')

const heldMs = ({ action }: Step): number => ('ms' in action ? action.ms : Infinity)

/** What an operator can do: rule 15, and what docs/decisions/control.md adds. */
export const controlRules: readonly StepRule[] = [
  {
    name: 'force open',
    says: 'forceOpen rejects until somebody says otherwise, or for as long as it was told',
    when: is('forceOpen', 'forceOpenFor'),
    holds: step =>
      step.after.state === 'open' &&
      step.after.forced &&
      step.after.retryAfterMs === (heldMs(step) === Infinity ? undefined : heldMs(step)),
  },
  {
    name: 'force close',
    says: 'forceClose and reset close, and clear run, window and backoff',
    when: is('forceClose', 'reset'),
    holds: ({ after, learned, config }) =>
      after.state === 'closed' &&
      !after.forced &&
      after.calls === 0 &&
      after.failureCount === 0 &&
      after.failureExcess === 0 &&
      after.currentBackoffMs === 0 &&
      after.retryAfterMs === (isBusy(learned, config) ? undefined : 0),
  },
  {
    name: 'reset',
    says: 'reset zeroes the totals, but for the calls in flight',
    when: is('reset'),
    holds: ({ after: { metrics, inFlight } }) =>
      Object.entries(metrics).every(
        ([total, value]) =>
          value === (total === 'totalRequests' ? inFlight : undefined) || value === 0 || value === undefined,
      ) && metrics.totalRequests === inFlight,
  },
  {
    name: 'totals kept',
    says: 'nothing but reset takes anything from the totals',
    when: step => !is('reset')(step),
    holds: ({ before, after }) =>
      (
        [
          'totalRequests',
          'successes',
          'failures',
          'ignored',
          'throttled',
          'rejected',
          'busy',
          'slow',
          'late',
        ] as const
      ).every(total => after.metrics[total] >= before.metrics[total]),
  },
  {
    name: 'pause',
    says: 'pause opens for at least so long and never shortens: no trip, no backoff, and forced stays forced',
    when: is('pause'),
    holds: step => {
      const { before, after } = step
      const left = before.state === 'open' ? (before.retryAfterMs ?? Infinity) : 0
      const longest = Math.max(left, heldMs(step))
      return (
        after.state === 'open' &&
        after.retryAfterMs === (longest === Infinity ? undefined : longest) &&
        after.currentBackoffMs === before.currentBackoffMs &&
        after.forced === before.forced &&
        ownMoves(step).every(move => move.endsWith('>open paused'))
      )
    },
  },
  {
    name: 'said already',
    says: 'closing what is closed says nothing',
    when: step => is('forceClose', 'reset')(step) && step.before.state === 'closed',
    holds: ({ heard }) => heard.length === 0,
  },
  {
    name: 'rescheduled',
    says: 'what is open and is opened again tells no transition, but until when it is open now',
    when: step => is('forceOpen', 'forceOpenFor', 'pause')(step) && step.before.state === 'open',
    holds: ({ heard, after: { retryAfterMs } }) =>
      heard.length === 1 &&
      heard.every(({ type, event }) => type === 'rescheduled' && event.retryAfterMs === retryAfterMs),
  },
  {
    name: 'probe now',
    says: 'probeNow lets a probe through where it is open and not forced, and else does nothing',
    when: is('probeNow'),
    holds: step => {
      const { before, after, heard, learned, config } = step
      if (before.state === 'open' && !before.forced)
        return after.state === 'half-open' && after.retryAfterMs === (isBusy(learned, config) ? undefined : 0)
      const isNothing = after.state === before.state && after.retryAfterMs === before.retryAfterMs
      return isNothing && ownMoves(step).length === 0 && heard.length <= 1
    },
  },
]
