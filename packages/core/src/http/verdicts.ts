import { _wrong, type Outcome } from '@recloser/core'
import { DEV } from '../words.ts'

/**
 * An outcome, or `throttled-if-asked`: throttled where the answer asks for a wait, else the default verdict.
 *
 * That is what 429 has by default. It suits a 403 or 529 of a server that means the same.
 */
export type StatusVerdict = Outcome | 'throttled-if-asked'

/** Verdicts by status code; an exact code takes precedence over its class. */
export type Verdicts = {
  readonly [Code in number | `${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}xx`]?: StatusVerdict | undefined
}

/** By status, and by its first digit for a whole class. */
export type VerdictTable = ReadonlyMap<number, StatusVerdict>

/** The verdict on a 429 by default. */
export const IF_ASKED = 'throttled-if-asked'

const VERDICTS: readonly unknown[] = [
  'success',
  'failure',
  'ignored',
  'throttled',
  IF_ASKED,
] satisfies StatusVerdict[]

/** The verdicts, as an error message lists them. */
export const verdictRule = (): string => (DEV ? `one of ${VERDICTS.join(', ')}` : '')

/** Whether a value is one of the verdicts. */
export const isVerdict = (value: unknown): value is StatusVerdict => VERDICTS.includes(value)

/**
 * The verdicts of one level, added to those of the level above.
 *
 * @throws RangeError naming the code
 */
export const verdictTable = (own: Verdicts, over?: VerdictTable): VerdictTable => {
  const table = new Map(over)
  for (const [code, outcome] of Object.entries(own)) {
    if (!/^[1-9](\d\d|xx)$/.test(code))
      throw _wrong('verdicts', DEV && 'by codes like 404 or classes like "5xx"', code)
    if (outcome === undefined) continue
    if (!isVerdict(outcome)) throw _wrong(`verdicts[${code}]`, DEV && verdictRule(), outcome)
    // The class `5xx` is parsed as 5.
    table.set(Number.parseInt(code, 10), outcome)
  }
  return table
}
