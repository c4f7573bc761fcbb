import { leaseLeft } from '../reckoning.ts'
import { onlyChanges } from './changes.ts'
import {
  brokenRule,
  decides,
  drawn,
  isInTime,
  isMoves,
  isSlow,
  moves,
  outcomeOf,
  periodOf,
  waitOf,
} from './facts.ts'
import type { StepRule } from './rule.ts'

/** What comes of a result: rules 1 to 4. */
export const resultRules: readonly StepRule[] = [
  {
    name: 'generation',
    says: 'a result that comes late is counted as late, and touches nothing else',
    when: step => step.call !== undefined && !isInTime(step),
    holds: step =>
      onlyChanges(step, 'inFlight', 'late') &&
      step.after.metrics.late === step.before.metrics.late + 1 &&
      step.heard.every(({ type, event }) => type === 'settled' && event.late),
  },
  {
    name: 'in time',
    says: 'a result is late only where a transition or an operator came between',
    when: isInTime,
    holds: step =>
      step.after.metrics.late === step.before.metrics.late &&
      step.heard.every(({ type, event }) => type !== 'settled' || !event.late),
  },
  {
    name: 'slot returned',
    says: 'an ignored probe gives its slot back',
    when: step =>
      isInTime(step) &&
      outcomeOf(step) === 'ignored' &&
      step.call?.isProbe === true &&
      leaseLeft(step.call, step.known.now) > 0,
    holds: step => step.after.retryAfterMs === 0,
  },
  {
    name: 'ignored',
    says: 'an ignored result decides nothing',
    when: step => isInTime(step) && outcomeOf(step) === 'ignored',
    holds: step => isMoves(step) && onlyChanges(step, 'inFlight', 'ignored', 'retryAfterMs'),
  },
  {
    name: 'throttled',
    says: 'a throttled result pauses for the wait asked for or the first open period: no trip, no growth',
    when: step => decides(step) && outcomeOf(step) === 'throttled',
    holds: step =>
      isMoves(step, `${step.known.state}>open throttled`) &&
      step.after.retryAfterMs === drawn(waitOf(step) || step.config.openDurationMs, step.config) &&
      step.after.currentBackoffMs === step.before.currentBackoffMs &&
      step.after.calls === step.before.calls &&
      step.after.metrics.failures === step.before.metrics.failures,
  },
  {
    name: 'trip',
    says: 'a closed circuit opens when a result breaks a rule, and only then',
    when: step => decides(step) && step.known.state === 'closed' && isVerdict(outcomeOf(step)),
    holds: step => {
      const isBad = outcomeOf(step) === 'failure' || isSlow(step)
      const rule = isBad ? brokenRule(step.learned, step.config) : undefined
      return rule === undefined ? isMoves(step) : isMoves(step, `closed>open ${rule}`)
    },
  },
  {
    name: 'bad probe',
    says: 'a failed probe reopens, and so does a slow one',
    when: step =>
      decides(step) && step.known.state === 'half-open' && (outcomeOf(step) === 'failure' || isSlow(step)),
    holds: step =>
      isMoves(step, `half-open>open ${outcomeOf(step) === 'failure' ? 'probe-failed' : 'probe-slow'}`),
  },
  {
    name: 'good probe',
    says: 'as many probes as successThreshold close, in time or overdue, and no fewer',
    when: step =>
      decides(step) && step.known.state === 'half-open' && outcomeOf(step) === 'success' && !isSlow(step),
    holds: step =>
      step.known.successes + 1 >= step.config.successThreshold
        ? isMoves(step, 'half-open>closed probes-succeeded')
        : isMoves(step) && step.after.state === 'half-open',
  },
  {
    name: 'bystander',
    says: 'in shadow mode a call beside the probes decides nothing',
    when: step => isInTime(step) && !decides(step),
    holds: step => isMoves(step) && step.after.calls === step.before.calls,
  },
  {
    name: 'backoff',
    says: 'every trip since the last close lengthens the open period, up to its cap; a wait asked for is its floor',
    when: step => step.heard.some(({ type }) => type === 'trip'),
    holds: step => {
      const periodMs = periodOf(step.learned.trips, waitOf(step), step.config)
      return step.after.currentBackoffMs === periodMs && step.after.retryAfterMs === periodMs
    },
  },
  {
    name: 'afresh',
    says: 'on closing, window, run and backoff start afresh',
    when: step => moves(step).some(move => move.includes('>closed')),
    holds: ({ after }) =>
      after.calls === 0 &&
      after.failureCount === 0 &&
      after.currentBackoffMs === 0 &&
      after.reason === undefined &&
      after.openedAt === undefined,
  },
]

const isVerdict = (outcome: string | undefined): boolean => outcome === 'success' || outcome === 'failure'
