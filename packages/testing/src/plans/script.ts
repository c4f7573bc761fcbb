import { type Plan, requireOutcome } from '../plan.ts'
import type { ServerOutcome } from '../server-outcome.ts'

/**
 * Outcomes in order; a number repeats the one behind it, the last goes on for ever.
 * `script(3, status(503), ok)`: three times 503, then 200.
 *
 * @throws TypeError for a step that is neither; RangeError for a number that repeats nothing
 */
export function script(...steps: readonly (ServerOutcome | number)[]): Plan {
  const acts: { readonly until: number; readonly outcome: ServerOutcome }[] = []
  let until = 0
  let times = 1
  for (const [position, step] of steps.entries()) {
    if (typeof step === 'number') {
      const next = steps[position + 1]
      if (typeof next === 'number') {
        throw new RangeError(`step ${position} of a script must be followed by an outcome, got ${next}`)
      }
      times = requireTimes(position, step)
      continue
    }
    until += times
    times = 1
    acts.push({ until, outcome: requireOutcome(`step ${position} of a script`, step) })
  }
  const last = acts.at(-1)
  if (last === undefined) throw new RangeError('a script must have an outcome')
  if (typeof steps.at(-1) === 'number') throw new RangeError('the last step of a script must be an outcome')
  return ({ index }) => (acts.find(act => index < act.until) ?? last).outcome
}

function requireTimes(position: number, times: number): number {
  if (Number.isInteger(times) && times >= 1) return times
  throw new RangeError(`step ${position} of a script must be an integer >= 1, got ${times}`)
}
