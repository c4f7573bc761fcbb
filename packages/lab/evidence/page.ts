import { drawBars } from '../../../bench/report/bars.ts'
import { type Contender, contenders } from './contenders.ts'
import type { Results } from './results.ts'
import type { Row } from './row.ts'
import { type Estimate, estimate } from './statistics.ts'

/** What a contender came to in every case of a row; nothing where it was not measured. */
interface Line {
  readonly contender: Contender
  readonly estimates: readonly Estimate[] | undefined
}

const linesOf = (row: Row, { rows }: Results): Line[] =>
  row.contenders.map(name => ({
    contender: contenders[name],
    estimates: rows[row.id]?.[name]?.map(estimate),
  }))

/** A figure as a reader wants it: three digits say all that chance leaves. */
const figure = (value: number, unit: Row['unit']): string => {
  if (value === Infinity) return 'never'
  if (Number.isNaN(value)) return '–'
  const digits = value >= 100 || (value >= 10 && unit === 'calls') ? 0 : value >= 10 ? 1 : 2
  const text = Number(value.toFixed(digits)).toLocaleString('en')
  return unit === '%' ? `${text} %` : text
}

const cell = ({ median, low, high }: Estimate, unit: Row['unit']): string => {
  const [middle, from, to] = [median, low, high].map(value => figure(value, unit).replace(' %', ''))
  return from === middle && to === middle ? figure(median, unit) : `${figure(median, unit)} (${from}–${to})`
}

/** The page of the guide. */
export const pageOf = (rows: readonly Row[], results: Results): string =>
  [
    '# The evidence',
    `What each setting does in worlds that we made: clients, servers and faults in a simulation that runs the shipped package. Every
figure here can be run again with \`pnpm run evidence\`. It was made by Node ${results.node} with @recloser/core ${results.core}; do not edit it.

Figures are medians of ${seedsOf(results)} runs with different seeds. The true median lies between the values in brackets with 95 % confidence. A
world is not your traffic: to see what settings would have done with your own, replay your log with
[recloser-lab](../../packages/lab/README.md).`,
    summary(rows, results),
    '## Who is compared',
    contenderTable(rows, results),
    ...rows.map(row => section(row, linesOf(row, results))),
    '',
  ].join('\n\n')

/** How many there were; rows that were measured at other times may have had others. */
const seedsOf = ({ rows }: Results): string => {
  const counts = Object.values(rows).flatMap(figures =>
    Object.values(figures).flatMap(cases => cases.map(({ length }) => length)),
  )
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  return least === most ? String(least) : `${least} to ${most}`
}

const summary = (rows: readonly Row[], results: Results): string => {
  const hasServer = results.rows['partial-failure']?.server !== undefined
  const rule = hasServer
    ? 'Take `server`: it trips when failures exceed what the rate allows.'
    : 'Switch it off, and let the rate decide.'
  return [
    '## Which setting for whom',
    `- **A page, or a client with little traffic**: \`page\`. Five failures in a row open the circuit, and it tries again after ten
  seconds ([little traffic](#low-traffic), [a short outage](#short-outage)).
- **A service with much traffic**: a rule that counts runs trips by chance there ([partial failure](#partial-failure)).
  ${rule}`,
    ...rows.filter(({ id }) => id === 'partial-failure').map(picture),
  ].join('\n\n')
}

const contenderTable = (rows: readonly Row[], results: Results): string => {
  const shown = new Set(rows.flatMap(row => linesOf(row, results).map(({ contender }) => contender)))
  return [
    '| | settings |\n|---|---|',
    ...[...shown].map(({ name, settings, missing }) => {
      const note =
        missing.length === 0
          ? ''
          : ` Not measured yet: when the figures were taken, the core had no \`${missing.join('`, `')}\`.`
      return `| ${name} | ${settings}.${note} |`
    }),
  ].join('\n')
}

const section = (row: Row, lines: readonly Line[]): string => {
  const head = `| | ${row.cases.map(({ name }) => name).join(' | ')} |\n|---|${row.cases.map(() => '--:').join('|')}|`
  const body = lines.map(({ contender, estimates }) => {
    const cells = estimates?.map(one => cell(one, row.unit)) ?? row.cases.map(() => 'not measured')
    return `| ${contender.name} | ${cells.join(' | ')} |`
  })
  return [
    `<a id="${row.id}"></a>\n\n## ${row.title}`,
    `${row.about} ${row.better === 'more' ? 'More' : 'Less'} is better.`,
    [head, ...body].join('\n'),
    ...(row.pictured === undefined || row.id === 'partial-failure' ? [] : [picture(row)]),
    ...(row.means === undefined ? [] : [row.means]),
  ].join('\n\n')
}

const picture = (row: Row): string => `![${row.title}: ${row.pictured}](plots/${row.id}.svg)`

/** The pictures of the page, by the names of their files. */
export const picturesOf = (rows: readonly Row[], results: Results): Record<string, string> =>
  Object.fromEntries(
    rows.flatMap(row => {
      const index = row.cases.findIndex(({ name }) => name === row.pictured)
      const bars = linesOf(row, results).flatMap(({ contender: { name, kind }, estimates }) => {
        const one = estimates?.[index]
        return one === undefined || !Number.isFinite(one.high)
          ? []
          : [
              {
                label: name,
                kind,
                summary: { median: one.median, low: one.low, high: one.high, rounds: one.runs },
              },
            ]
      })
      if (bars.length === 0) return []
      const note = `${row.pictured}; ${row.better} is better; medians with 95 % intervals`
      const write = (value: number) => figure(value, row.unit)
      return [[row.id, drawBars({ title: row.title, note, bars, from: 0, isLogarithmic: false, write })]]
    }),
  )
