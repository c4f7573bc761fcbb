import type { Step } from '../world.ts'
import { onlyChanges } from './changes.ts'
import { isInTime, outcomeOf, ownWait } from './facts.ts'
import type { StepRule } from './rule.ts'

/** What comes of a result that is late: rule 1. */
export const lateRules: readonly StepRule[] = [
  {
    name: 'generation',
    says: 'a result that comes late is counted as late, and touches nothing else; but see late wait',
    when: step => step.call !== undefined && !isInTime(step) && !lengthens(step),
    holds: step => isLate(step, 'inFlight', 'late', ...placesIn(step)) && step.heard.length === 1,
  },
  {
    name: 'late wait',
    says: 'the wait that a late result names lengthens a period that is open, not forced and not over; nothing else',
    when: step => step.call !== undefined && !isInTime(step) && lengthens(step),
    holds: step => {
      const { after, heard } = step
      const told = heard.at(-1)
      return (
        isLate(step, 'inFlight', 'late', 'retryAfterMs') &&
        after.retryAfterMs === ownWait(step) &&
        heard.length === 2 &&
        told?.type === 'rescheduled' &&
        told.event.retryAfterMs === ownWait(step)
      )
    },
  },
]

/** Whether a late result names a wait that is longer than what is left. */
const lengthens = (step: Step): boolean => {
  const { state, forced, retryAfterMs = Infinity } = step.before
  const mayAsk = outcomeOf(step) === 'failure' || outcomeOf(step) === 'throttled'
  return mayAsk && state === 'open' && !forced && ownWait(step) > retryAfterMs
}

/** What changes where a call gives a place of `maxInFlight` back. */
const placesIn = ({ config }: Step): string[] => (config.maxInFlight === false ? [] : ['retryAfterMs'])

const isLate = (step: Step, ...fields: readonly string[]): boolean =>
  onlyChanges(step, ...fields) &&
  step.after.metrics.late === step.before.metrics.late + 1 &&
  step.heard.every(({ type, event }) => type !== 'settled' || event.late)
