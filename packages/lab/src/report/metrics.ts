import type { CandidateReport, ReplayReport, Spread } from '../replay/report.ts'
import { count, duration, percent } from './words.ts'

/** A figure of the report: what it is called, how it is written, and what a log cannot say of it. */
export interface Metric {
  readonly label: string
  readonly write: (candidate: CandidateReport, log: ReplayReport['log']) => string
  readonly caveat: string
}

/** The figures, in the order in which they matter. */
export const METRICS: readonly Metric[] = [
  {
    label: 'failing calls spared',
    write: ({ spared }, { failures }) => `${count(spared)} (${percent(spared, failures)})`,
    caveat: 'They failed in the log. With less load, some might have succeeded.',
  },
  {
    label: 'waiting spared',
    write: ({ sparedMs }) => duration(sparedMs),
    caveat: 'The sum of their durations; 0 where the log has none.',
  },
  {
    label: 'good calls lost',
    write: ({ lost }, { calls, failures }) => `${count(lost)} (${percent(lost, calls - failures)})`,
    caveat: 'They succeeded in the log, and would have been rejected.',
  },
  {
    label: 'time to notice',
    write: ({ noticeMs }) => spread(noticeMs),
    caveat:
      'From the first failure of an incident to an open circuit: median, and worst. As exact as the times of the log.',
  },
  {
    label: 'time back',
    write: ({ backMs, notBack }) => `${spread(backMs)}${notBack > 0 ? `, ${notBack} not back` : ''}`,
    caveat:
      'From the last failure of an incident to a closed circuit. The service may have been well before its last failure.',
  },
  {
    label: 'incidents not noticed',
    write: ({ missed, noticeMs }) => `${count(missed)} of ${count(missed + (noticeMs?.count ?? 0))}`,
    caveat: 'Incidents in which no circuit opened.',
  },
  {
    label: 'trips',
    write: ({ trips }) => count(trips),
    caveat: 'Times a rule opened a circuit, failed probes included.',
  },
  {
    label: 'trips outside incidents',
    write: ({ falseTrips }) => count(falseTrips),
    caveat: 'Trips of a closed circuit where failures did not outnumber successes for long.',
  },
  {
    label: 'transitions',
    write: ({ transitions }) => count(transitions),
    caveat: 'Every change of state.',
  },
  {
    label: 'time not closed',
    write: ({ openMs }) => duration(openMs),
    caveat: 'Of all circuits together. In half-open, only probes pass.',
  },
]

const spread = (value: Spread | undefined): string => {
  if (value === undefined) return '–'
  const { median, most } = value
  return value.count === 1 ? duration(most) : `${duration(median)}, ${duration(most)}`
}
