import { type Candidate, missingFields } from './candidates.ts'
import type { Format } from './detect.ts'
import type { Incident } from './incidents.ts'
import type { Guess } from './logged-call.ts'
import type { Replay } from './replay.ts'
import type { Score } from './score.ts'

/** What a candidate would have done, as far as the log can say. */
export interface CandidateReport {
  readonly name: string
  readonly config: Candidate['config']
  /** Rejected calls that failed in the log. */
  readonly spared: number
  /** How long their callers waited for nothing. */
  readonly sparedMs: number
  /** Rejected calls that succeeded in the log. */
  readonly lost: number
  /** Rejected calls of which the log does not say whether they were good. */
  readonly otherRejected: number
  readonly trips: number
  /** Trips from closed outside every incident. */
  readonly falseTrips: number
  readonly transitions: number
  readonly openMs: number
  /** From an incident's first failure until the circuit was open; `undefined` when none was noticed. */
  readonly noticeMs: Spread | undefined
  /** Incidents in which the circuit did not open. */
  readonly missed: number
  /** From an incident's last failure until the circuit was closed. */
  readonly backMs: Spread | undefined
  /** Incidents after which the log ended before the circuit closed. */
  readonly notBack: number
}

/** The middle and the worst of several. */
export interface Spread {
  readonly median: number
  readonly most: number
  readonly count: number
}

/** What a replay says: figures, and what they cannot say. */
export interface ReplayReport {
  readonly log: {
    readonly name: string
    readonly format: Format
    readonly isGzip: boolean
    readonly lines: number
    readonly damaged: readonly {
      readonly reason: string
      readonly count: number
      readonly firstLine: number
    }[]
    /** Why the file ended before its end. */
    readonly brokenBy: string | undefined
    readonly late: number
    /** Calls to hosts or routes beyond the most that are kept. */
    readonly beyond: number
    readonly fromMs: number | undefined
    readonly toMs: number | undefined
    readonly calls: number
    readonly failures: number
  }
  readonly guesses: readonly Guess[]
  readonly by: 'host' | 'route'
  /** Those with the most failures first. */
  readonly targets: readonly {
    readonly name: string
    readonly calls: number
    readonly failures: number
    readonly incidents: number
  }[]
  readonly incidents: readonly (Incident & { readonly target: string })[]
  readonly candidates: readonly CandidateReport[]
  /** Candidates that this version of the core cannot run, and why. */
  readonly skipped: readonly { readonly name: string; readonly missing: readonly string[] }[]
  readonly timeline: {
    readonly fromMs: number
    readonly stepMs: number
    readonly calls: readonly number[]
    readonly failures: readonly number[]
    readonly candidates: readonly { readonly spared: readonly number[]; readonly lost: readonly number[] }[]
  }
  readonly cannotSay: readonly string[]
}

/** What no log can say, whatever the figures. */
export const CANNOT_SAY: readonly string[] = [
  'Calls that were never made are not in a log. If a breaker or a retry limit was at work, what it held back cannot be judged.',
  'A rejected call takes load off the service. The service may have recovered sooner than the log shows.',
  'Retries are in the log as calls. With a breaker, clients would have made fewer or others.',
  'Time to notice and time back are measured on incidents: stretches with at least 10 more failures than successes, or 5 more that last half a minute. A lower share of failures is no incident here.',
]

/** Candidates that can run, and those that cannot. */
export const sortOut = (
  candidates: readonly Candidate[],
): { able: Candidate[]; skipped: ReplayReport['skipped'] } => {
  const judged = candidates.map(candidate => ({ candidate, missing: missingFields(candidate.config) }))
  return {
    able: judged.filter(({ missing }) => missing.length === 0).map(({ candidate }) => candidate),
    skipped: judged
      .filter(({ missing }) => missing.length > 0)
      .map(({ candidate, missing }) => ({ name: candidate.name, missing })),
  }
}

/** The figures of each candidate. */
export const candidateReports = (candidates: readonly Candidate[], { scores }: Replay): CandidateReport[] =>
  candidates.map(({ name, config }, index) => {
    const { noticeMs, backMs, ...counts } = scores[index] as Score
    return { name, config, ...counts, noticeMs: spreadOf(noticeMs), backMs: spreadOf(backMs) }
  })

const spreadOf = (values: readonly number[]): Spread | undefined => {
  if (values.length === 0) return undefined
  const sorted = values.toSorted((a, b) => a - b)
  const median = sorted[Math.floor((sorted.length - 1) / 2)] as number
  return { median, most: sorted.at(-1) as number, count: sorted.length }
}
