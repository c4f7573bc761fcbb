import { type Candidate, type CandidateConfig, missingFields } from './candidates.ts'
import type { CandidateReport, ReplayReport } from './report.ts'

/** What a search has found. */
export interface TuneResult {
  /** What to take; `undefined` when no setting would have spared a call, so that nothing speaks for one or the other. */
  readonly chosen: CandidateReport | undefined
  /** What the defaults would have done. */
  readonly defaults: CandidateReport | undefined
  /** Whether the chosen one loses no more good calls than allowed; else it is the one that loses fewest. */
  readonly isWithin: boolean
  /** The most good calls that settings may lose, as a share in [0, 1]. */
  readonly maxLost: number
  /** The best ones, best first. */
  readonly ranking: readonly CandidateReport[]
  /** How many were tried. */
  readonly tried: number
}

/** The rules that are tried, each with several open periods. */
const RULES: Readonly<Record<string, CandidateConfig>> = {
  'run of 3': { failureThreshold: 3 },
  'run of 5': { failureThreshold: 5 },
  'run of 10': { failureThreshold: 10 },
  'run of 20': { failureThreshold: 20 },
  'half in 60 s': { failureThreshold: false },
  'half in 10 s': { failureThreshold: false, failureWindowMs: 10_000 },
  '80 % in 10 s': { failureThreshold: false, failureWindowMs: 10_000, failureRateThreshold: 0.8 },
  'excess 5': { failureThreshold: false, failureExcess: 5 },
  'excess 10': { failureThreshold: false, failureExcess: 10 },
}
const OPEN_SECONDS = [2, 5, 10, 30, 60]
/** By so much an open period may grow. */
const GROWTH = 6
const MOST_OPEN_SECONDS = 300
const SHOWN = 5

/** The settings that a search tries: the defaults first, then every rule that this core has, with every open period. */
export const searched = (): Candidate[] => [
  { name: 'defaults', config: {} },
  ...Object.entries(RULES)
    .filter(([, config]) => missingFields(config).length === 0)
    .flatMap(([rule, config]) =>
      OPEN_SECONDS.map(seconds => ({
        name: `${rule}, open ${seconds} s`,
        config: {
          ...config,
          openDurationMs: 1_000 * seconds,
          maxBackoffMs: 1_000 * Math.min(seconds * GROWTH, MOST_OPEN_SECONDS),
        },
      })),
    ),
]

/** Chooses what spares most, of what loses no more good calls than allowed. */
export const choose = (report: ReplayReport, maxLost: number): TuneResult => {
  const good = report.log.calls - report.log.failures
  const within = report.candidates.filter(({ lost }) => lost <= maxLost * good)
  const isWithin = within.some(({ spared }) => spared > 0)
  const ranking = isWithin
    ? within.toSorted((a, b) => b.spared - a.spared || a.lost - b.lost || a.transitions - b.transitions)
    : report.candidates
        .filter(({ spared }) => spared > 0)
        .toSorted((a, b) => a.lost - b.lost || b.spared - a.spared)
  return {
    chosen: ranking[0],
    defaults: report.candidates.find(({ name }) => name === 'defaults'),
    isWithin,
    maxLost,
    ranking: ranking.slice(0, SHOWN),
    tried: report.candidates.length,
  }
}

/** Settings as code. */
export const codeOf = (config: CandidateConfig): string => {
  const fields = Object.entries(config).map(([field, value]) => `  ${field}: ${literal(value)},`)
  return `import type { CircuitBreakerConfig } from '@recloser/core'

export const tuned: CircuitBreakerConfig = {
${fields.join('\n')}
}`
}

const literal = (value: unknown): string =>
  typeof value === 'number' && value >= 1_000
    ? value.toLocaleString('en').replaceAll(',', '_')
    : JSON.stringify(value)
