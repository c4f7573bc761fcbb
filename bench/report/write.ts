import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Figures } from '../harness/run.ts'
import { summarize } from '../harness/statistics.ts'
import type { Machine } from './machine.ts'
import { markdownOf } from './markdown.ts'
import { plotsOf } from './plots.ts'
import type { Verdict } from './verdict.ts'

/** Writes the report, its plots, and the same figures for programs. */
export const write = (
  folder: string,
  machine: Machine,
  figures: Figures,
  verdicts: readonly Verdict[],
): void => {
  mkdirSync(join(folder, 'plots'), { recursive: true })
  for (const [name, svg] of Object.entries(plotsOf(figures))) {
    writeFileSync(join(folder, 'plots', `${name}.svg`), svg)
  }
  writeFileSync(join(folder, 'RESULTS.md'), markdownOf(machine, figures, verdicts))
  const summaries = Object.entries(figures).map(([key, values]) => [key, rounded(summarize(values))])
  const targets = verdicts.map(({ target: { what, limit, unit }, summary, isMet }) => ({
    what,
    limit,
    unit,
    isMet,
    ...rounded(summary),
  }))
  const results = { machine, targets, figures: Object.fromEntries(summaries) }
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, undefined, 2)}\n`)
}

/** No more digits than were measured. */
const rounded = (summary: object): object =>
  Object.fromEntries(
    Object.entries(summary).map(([name, value]) => [name, Number(Number(value).toPrecision(4))]),
  )
