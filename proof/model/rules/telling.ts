import { isTrip, transitionsIn } from '../heard.ts'
import { excessOf, inWindow, runOf } from '../reckoning.ts'
import type { StepRule } from './rule.ts'

/** What is told and what is counted: rules 4, 8, 9 and 12. */
export const tellingRules: readonly StepRule[] = [
  {
    name: 'assign, then emit',
    says: 'who hears of a transition finds it complete',
    when: ({ heard }) => transitionsIn(heard).length > 0,
    holds: ({ heard }) => {
      const last = transitionsIn(heard).at(-1)
      // Of two at once, the end of an open period is told before the operator's own move is made.
      const ofLast = heard.filter(({ event }) => event === last)
      return ofLast.every(({ seen }) => seen?.state === last?.to && seen?.last === last)
    },
  },
  {
    name: 'chain',
    says: 'each transition starts where the one before ended, and leads elsewhere',
    when: ({ heard }) => transitionsIn(heard).length > 0,
    holds: ({ heard, known }) => {
      let at = known.state
      return transitionsIn(heard).every(({ from, to }) => {
        const fits = from === at && to !== from
        at = to
        return fits
      })
    },
  },
  {
    name: 'order',
    says: 'a result is told before what it causes',
    when: ({ action, heard }) => action.kind === 'settle' && heard.length > 0,
    holds: ({ heard }) => heard.findIndex(({ type }) => type === 'settled') === 0,
  },
  {
    name: 'trip and recovery',
    says: 'onTrip hears of each entry into open by a rule, onRecovery of each way from half-open to closed, nobody else',
    when: ({ heard }) => heard.length > 0,
    holds: ({ heard }) => {
      const told = transitionsIn(heard)
      const heardBy = (type: string) => heard.filter(one => one.type === type).map(({ event }) => event)
      const trips = told.filter(isTrip)
      const recoveries = told.filter(({ from, to }) => from === 'half-open' && to === 'closed')
      return (
        heardBy('trip').length === trips.length &&
        heardBy('recovery').length === recoveries.length &&
        trips.every(({ to }) => to === 'open')
      )
    },
  },
  {
    name: 'settled once',
    says: 'a result is told and counted once',
    when: ({ action }) => action.kind === 'settle',
    holds: ({ heard, before, after }) =>
      heard.filter(({ type }) => type === 'settled').length === 1 &&
      settledIn(after.metrics) === settledIn(before.metrics) + 1,
  },
  {
    name: 'in flight',
    says: 'in flight is what was admitted and has not settled',
    when: () => true,
    holds: ({ after, learned }) => after.inFlight === learned.calls.length,
  },
  {
    name: 'totals',
    says: 'the totals add up',
    when: () => true,
    holds: ({ after: { metrics, inFlight }, learned }) =>
      metrics.totalRequests === settledIn(metrics) + inFlight && metrics.totalRequests === learned.requests,
  },
  {
    name: 'window',
    says: 'the window holds what ended within it, and forgets the rest',
    when: () => true,
    holds: ({ after, learned, config }) => {
      const results = inWindow(learned, config)
      const failed = results.filter(({ outcome }) => outcome === 'failure').length
      return (
        after.calls === results.length &&
        after.failureRate === (results.length === 0 ? 0 : failed / results.length) &&
        after.failureCount === runOf(learned, config) &&
        after.failureExcess === excessOf(learned, config)
      )
    },
  },
]

const settledIn = (metrics: {
  successes: number
  failures: number
  ignored: number
  throttled: number
  late: number
}): number => metrics.successes + metrics.failures + metrics.ignored + metrics.throttled + metrics.late
