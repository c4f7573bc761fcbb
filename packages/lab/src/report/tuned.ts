import type { CandidateReport, ReplayReport } from '../replay/report.ts'
import { codeOf, type TuneResult } from '../replay/tune.ts'
import { tableOf } from './table.ts'
import { count, duration, percent } from './words.ts'

/** The report that compares the defaults with the best that were found. */
export const comparedIn = (report: ReplayReport, { ranking, defaults }: TuneResult): ReplayReport => {
  const shown = [...new Set([...(defaults === undefined ? [] : [defaults]), ...ranking])].slice(0, SHOWN)
  const indexes = shown.map(candidate => report.candidates.indexOf(candidate))
  const { timeline } = report
  return {
    ...report,
    candidates: shown,
    timeline: {
      ...timeline,
      candidates: indexes.map(index => timeline.candidates[index] ?? { spared: [], lost: [] }),
    },
  }
}

const SHOWN = 4

/** What a search has found, for a terminal. */
export const tunedText = (report: ReplayReport, result: TuneResult, width = 100): string =>
  [tableOf(comparedIn(report, result), width), verdict(report, result)].join('\n\n')

const verdict = ({ log }: ReplayReport, result: TuneResult): string => {
  const { chosen, defaults, maxLost, isWithin, tried } = result
  const limit = `${Number((100 * maxLost).toFixed(2))} %`
  if (chosen === undefined) {
    return `${count(tried)} settings tried. None would have spared a failing call, so this log says nothing for one or the other. Keep the defaults.`
  }
  const good = log.calls - log.failures
  const why = isWithin
    ? `It spares most failing calls of those that lose at most ${limit} of the good ones (--max-lost).`
    : `Every one that spares a call loses more than ${limit} of the good ones (--max-lost). This one loses fewest.`
  return [
    `${count(tried)} settings tried. Best: ${chosen.name}. ${why}`,
    `It would have ${did(chosen, good)}.${defaults === undefined || defaults === chosen ? '' : ` The defaults would have ${did(defaults, good)}.`}`,
    'This supposes that the calls of the log would have come to the same. It was chosen on this log: replay it on another day’s before you take it.',
    '',
    codeOf(chosen.config),
  ].join('\n')
}

const did = ({ spared, sparedMs, lost }: CandidateReport, good: number): string =>
  `spared ${count(spared)} failing calls (${duration(sparedMs)} of waiting) and lost ${count(lost)} good ones (${percent(lost, good)})`
