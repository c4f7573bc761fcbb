import type { Outcome } from '@recloser/core'
import { wrong } from './report.ts'

/** Verdicts by status code; an exact code goes before its class. */
export type Verdicts = { readonly [Code in number | `${1 | 2 | 3 | 4 | 5}xx`]?: Outcome | undefined }

/** By status, and by its first digit for a whole class. */
export type VerdictTable = ReadonlyMap<number, Outcome>

const OUTCOMES: readonly unknown[] = ['success', 'failure', 'ignored', 'throttled'] satisfies Outcome[]

/** The four outcomes, as an error message lists them. */
export const OUTCOME_RULE: string = `one of ${OUTCOMES.join(', ')}`

/** Whether a value is one of the four outcomes. */
export const isOutcome = (value: unknown): value is Outcome => OUTCOMES.includes(value)

/**
 * The verdicts of one level, added to those of the level above.
 *
 * @throws RangeError naming the code
 */
export const verdictTable = (own: Verdicts, over?: VerdictTable): VerdictTable => {
  const table = new Map(over)
  for (const [code, outcome] of Object.entries(own)) {
    if (!/^([1-9]\d\d|[1-5]xx)$/.test(code))
      throw wrong('verdicts', 'by codes like 404 or classes like "5xx"', code)
    if (outcome === undefined) continue
    if (!isOutcome(outcome)) throw wrong(`verdicts[${code}]`, OUTCOME_RULE, outcome)
    // The class `5xx` is parsed as 5.
    table.set(Number.parseInt(code, 10), outcome)
  }
  return table
}
