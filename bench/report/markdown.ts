import type { Figures } from '../harness/run.ts'
import { byRound, summarize } from '../harness/statistics.ts'
import type { Machine } from './machine.ts'
import { digits, inUnit } from './sentence.ts'
import { type Table, tables } from './tables.ts'
import type { Verdict } from './verdict.ts'

/** The report, as it stands in `RESULTS.md`. */
export const markdownOf = (machine: Machine, figures: Figures, verdicts: readonly Verdict[]): string =>
  [
    '# What it costs: Recloser and its peers, measured in one run',
    describe(machine),
    `![A call through a closed circuit, over a bare call](plots/closed.svg)
![A rejected call](plots/open.svg)
![Bytes a breaker](plots/memory.svg)
![A failing call, by the size of the window](plots/growth.svg)
![Finding a route, by the number of routes](plots/routes.svg)
![A request over real sockets](plots/loopback.svg)`,
    '## The targets',
    targetTable(verdicts),
    sectionsOf(figures),
    '',
  ].join('\n\n')

/** A table for everything that was measured. */
export const sectionsOf = (figures: Figures): string =>
  tables
    .filter(table => rowsOf(table, figures).length > 0)
    .map(table => section(table, figures))
    .join('\n\n')

const describe = ({ date, processor, cores, system, node, load, versions }: Machine): string =>
  `Made by \`npm run bench\`; do not edit. ${date}, ${processor}, ${cores} cores, ${system}, Node ${node}, load ${load.toFixed(1)} at the start.
${Object.entries(versions)
  .map(([name, version]) => `${name} ${version}`)
  .join(', ')}; Recloser as it was built from this checkout.

Every case runs in processes of its own, in rounds that take turns in shuffled order. Figures are medians, with quartiles in
brackets. "Over" is the median of ratios taken within a round: nanoseconds drift with the machine, ratios hardly do.`

const targetTable = (verdicts: readonly Verdict[]): string =>
  [
    '| target | at most | measured | quartiles | |\n|---|--:|--:|--:|---|',
    ...verdicts.map(({ target: { what, unit, limit }, summary: { median, low, high }, isMet }) =>
      row(
        what,
        inUnit(limit, unit),
        inUnit(median, unit),
        `${inUnit(low, '')}–${inUnit(high, '')}`,
        isMet ? 'met' : '**missed**',
      ),
    ),
  ].join('\n')

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`

const section = (table: Table, figures: Figures): string => {
  const head = table.over === undefined ? '| | |\n|---|--:|' : '| | | over |\n|---|--:|--:|'
  return `## ${table.title}\n\n${table.caption}\n\n${[head, ...rowsOf(table, figures)].join('\n')}`
}

const rowsOf = ({ suite, unit, as, over }: Table, figures: Figures): string[] =>
  Object.entries(figures).flatMap(([key, values]) => {
    const name = key.slice(suite.length + 1, -unit.length - 1)
    if (key !== `${suite}/${name}:${unit}`) return []
    const { median, low, high } = summarize(values)
    const spread = values.length > 1 ? ` (${write(low, as)}–${write(high, as)})` : ''
    const figure = `${write(median, as)} ${as === 'bytes' || as === 'timers' ? '' : as}`.trim() + spread
    if (over === undefined) return [row(name, figure)]
    const theirs = figures[`${suite}/${over(name)}:${unit}`]
    return [row(name, figure, theirs === undefined ? '' : timesOf(values, theirs))]
  })

const timesOf = (ours: readonly number[], theirs: readonly number[]): string =>
  `${digits(summarize(byRound([ours, theirs], ([a = Number.NaN, b = Number.NaN]) => a / b)).median)} ×`

const write = (value: number, as: Table['as']): string =>
  as === 'bytes' ? inUnit(value, 'B').slice(0, -2) : digits(value)
