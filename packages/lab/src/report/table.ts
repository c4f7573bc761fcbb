import type { CandidateReport, ReplayReport } from '../replay/report.ts'
import { METRICS } from './metrics.ts'
import { count, duration, many, moment, percent } from './words.ts'

/** A report for a terminal of so many columns. */
export const tableOf = (report: ReplayReport, width = 100): string =>
  [
    aboutLog(report),
    aboutGuesses(report),
    aboutTargets(report),
    ...candidateTables(report, width),
    aboutSkipped(report),
    `What a log cannot say:\n${bulleted([...METRICS.map(({ label, caveat }) => `${label}: ${caveat}`), ...report.cannotSay])}`,
  ]
    .filter(part => part !== '')
    .join('\n\n')

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const bulleted = (sentences: readonly string[]): string =>
  sentences.map(sentence => `  - ${sentence}`).join('\n')

/** What was read, and what of it could not be. */
export const aboutLog = ({ log, targets }: ReplayReport): string =>
  [
    `${log.name}: ${log.format}${log.isGzip ? ', gzip' : ''}${log.lines > 0 ? `, ${many(log.lines, 'line')}` : ''}`,
    log.fromMs === undefined || log.toMs === undefined
      ? 'No calls found.'
      : `${many(log.calls, 'call')} in ${duration(log.toMs - log.fromMs)}, ${moment(log.fromMs)} to ${moment(log.toMs)} UTC; ${percent(log.failures, log.calls)} failed; ${many(sum(targets.map(one => one.incidents)), 'incident')}`,
    ...problemsOf(log),
  ].join('\n')

/** What was wrong with the log, a sentence each. */
const problemsOf = (log: ReplayReport['log']): string[] => [
  ...log.damaged.map(({ reason, count: times, firstLine }) => {
    const where = firstLine > 0 ? `, the first near line ${count(firstLine)}` : ''
    return `${count(times)} not read: ${reason}${where}`
  }),
  ...(log.brokenBy === undefined ? [] : [`Read to where it breaks off: ${log.brokenBy}`]),
  ...(log.late === 0
    ? []
    : [`${count(log.late)} calls were out of order; each counts at the moment at which it was read`]),
  ...(log.beyond === 0
    ? []
    : [`${count(log.beyond)} calls to further hosts or routes were not replayed (--max-targets)`]),
]

const aboutGuesses = ({ guesses }: ReplayReport): string =>
  guesses.length === 0
    ? ''
    : `Assumed; say otherwise with the option in brackets:\n${bulleted(guesses.map(({ what, value, option }) => `${what}: ${value} [${option}]`))}`

const aboutTargets = ({ targets, by }: ReplayReport): string => {
  if (targets.length < 2 && by === 'host') return ''
  const rows = targets
    .slice(0, 12)
    .map(({ name, calls, failures, incidents }) => [
      name,
      count(calls),
      percent(failures, calls),
      count(incidents),
    ])
  const more = targets.length > 12 ? `\n  and ${targets.length - 12} more` : ''
  return `${aligned([[by, 'calls', 'failed', 'incidents'], ...rows])}${more}`
}

const candidateTables = ({ candidates, log }: ReplayReport, width: number): string[] => {
  const columns = candidates.map(candidate => columnOf(candidate, log))
  const labels = ['', ...METRICS.map(({ label }) => label)]
  const tables: string[] = []
  for (let from = 0; from < columns.length; ) {
    let to = from + 1
    while (to < columns.length && widthOf([labels, ...columns.slice(from, to + 1)]) <= width) to += 1
    const shown = [labels, ...columns.slice(from, to)]
    tables.push(aligned(labels.map((_, row) => shown.map(column => column[row] ?? ''))))
    from = to
  }
  return tables
}

const columnOf = (candidate: CandidateReport, log: ReplayReport['log']): string[] => [
  candidate.name,
  ...METRICS.map(({ write }) => write(candidate, log)),
]

const aboutSkipped = ({ skipped }: ReplayReport): string =>
  skipped
    .map(
      ({ name, missing }) =>
        `Not tried: ${name}. This version of @recloser/core has no ${missing.join(', ')}.`,
    )
    .join('\n')

const GAP = 2
const widest = (cells: readonly string[]): number => Math.max(...cells.map(({ length }) => length))
const widthOf = (columns: readonly (readonly string[])[]): number =>
  sum(columns.map(column => widest(column) + GAP))

/** The first column to the left, the others to the right. */
const aligned = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, index) => widest(rows.map(row => row[index] ?? '')))
  return rows
    .map(row =>
      row
        .map((cell, index) =>
          index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart((widths[index] ?? 0) + GAP),
        )
        .join('')
        .trimEnd(),
    )
    .join('\n')
}
