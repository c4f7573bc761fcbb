import { transitionsIn } from '../heard.ts'
import { isBusy, leaseLeft } from '../reckoning.ts'
import { onlyChanges } from './changes.ts'
import {
  askedWait,
  brokenRule,
  decides,
  isInTime,
  isMoves,
  isSlow,
  moves,
  outcomeOf,
  ownWait,
  periodOf,
} from './facts.ts'
import type { StepRule } from './rule.ts'

/** What comes of a result that is in time: rules 1 to 4, and 16. */
export const resultRules: readonly StepRule[] = [
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
      !isSlow(step) &&
      !isBusy(step.learned, step.config) &&
      step.call?.isProbe === true &&
      leaseLeft(step.call, step.known.now) > 0,
    holds: step => step.after.retryAfterMs === 0,
  },
  {
    name: 'ignored',
    says: 'an ignored result decides nothing, unless it took so long to be given up that it is slow',
    when: step => isInTime(step) && outcomeOf(step) === 'ignored' && !(isSlow(step) && decides(step)),
    holds: step => isMoves(step) && onlyChanges(step, 'inFlight', 'ignored', 'slow', 'retryAfterMs'),
  },
  {
    name: 'given up',
    says: 'a call that was given up after slowCallMs is slow: it counts in the window, fails nothing, and ends no run',
    when: step => decides(step) && outcomeOf(step) === 'ignored' && isSlow(step),
    holds: ({ before, after, known, heard }) =>
      after.metrics.slow === before.metrics.slow + 1 &&
      after.metrics.failures === before.metrics.failures &&
      after.failureCount === before.failureCount &&
      (known.state !== 'closed' || transitionsIn(heard).length > 0 || after.calls > 0),
  },
  {
    name: 'throttled',
    says: 'a throttled result pauses for the wait asked for or the first open period: no trip, no growth',
    when: step => decides(step) && outcomeOf(step) === 'throttled',
    holds: step =>
      isMoves(step, `${step.known.state}>open throttled`) &&
      step.after.retryAfterMs === Math.max(ownWait(step) || periodOf(1, step.config), askedWait(step)) &&
      step.after.currentBackoffMs === step.before.currentBackoffMs &&
      step.after.calls === step.before.calls &&
      step.after.metrics.failures === step.before.metrics.failures,
  },
  {
    name: 'trip',
    says: 'a closed circuit opens when a result breaks a rule, and only then',
    when: step =>
      decides(step) && step.known.state === 'closed' && (isVerdict(outcomeOf(step)) || isSlow(step)),
    holds: step => {
      const isBad = outcomeOf(step) === 'failure' || isSlow(step)
      const rule = isBad ? brokenRule(step.learned, step.config) : undefined
      return rule === undefined ? isMoves(step) : isMoves(step, `closed>open ${rule}`)
    },
  },
  {
    name: 'bad probe',
    says: 'as many failed or slow probes as halfOpenFailureThreshold reopen, and no fewer',
    when: step =>
      decides(step) && step.known.state === 'half-open' && (outcomeOf(step) === 'failure' || isSlow(step)),
    holds: step =>
      step.known.badProbes + 1 >= step.config.halfOpenFailureThreshold
        ? isMoves(step, `half-open>open ${outcomeOf(step) === 'failure' ? 'probe-failed' : 'probe-slow'}`)
        : isMoves(step) && step.after.state === 'half-open',
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
    says: 'every trip since the last close lengthens the open period, up to its cap; waits asked for are its floor',
    when: step => step.heard.some(({ type }) => type === 'trip'),
    holds: step => {
      const periodMs = Math.max(periodOf(step.learned.trips, step.config), askedWait(step))
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
      after.failureExcess === 0 &&
      after.currentBackoffMs === 0 &&
      after.reason === undefined &&
      after.openedAt === undefined,
  },
]

const isVerdict = (outcome: string | undefined): boolean => outcome === 'success' || outcome === 'failure'
