import type { Figures } from '../harness/run.ts'
import { byRound, type Summary, summarize } from '../harness/statistics.ts'

/** What SPEED asks for, and how it is read from what was measured. */
export interface Target {
  readonly what: string
  /** `×` of what is compared with, or a unit. */
  readonly unit: '×' | 'B' | 'ns' | 'ms' | 'µs' | '%' | ''
  /** The figure may come to this and not more. */
  readonly limit: number
  /** Figures of one suite, by `suite/case:unit`. */
  readonly of: readonly string[]
  readonly figure: (values: readonly number[]) => number
  /** What the quick form allows: `exact` the limit itself, `twice` twice the limit; `never`: what no busy machine can tell. */
  readonly quick: 'exact' | 'twice' | 'never'
}

/** A target, and what it came to. */
export interface Verdict {
  readonly target: Target
  readonly summary: Summary
  readonly isMet: boolean
}

/** @throws RangeError when one of its figures was not measured */
export const judge = (target: Target, figures: Figures, slack = 1): Verdict => {
  const series = target.of.map(key => {
    const values = figures[key]
    if (values === undefined) throw new RangeError(`"${target.what}" needs "${key}", which was not measured`)
    return values
  })
  const summary = summarize(byRound(series, target.figure))
  // Where there is slack the machine is a busy one: whatever disturbs a round makes it slower, so the better rounds tell.
  const figure = slack > 1 ? summary.low : summary.median
  // What is counted in whole bytes, or in whole timers, is rounded to them.
  const rounded = target.unit === 'B' || target.unit === '' ? Math.round(figure) : figure
  return { target, summary, isMet: rounded <= target.limit * slack }
}

/** How many times the limit the quick form allows. */
export const slackOf = ({ quick }: Target): number => (quick === 'twice' ? 2 : 1)
