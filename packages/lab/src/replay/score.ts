import type { Outcome } from '@recloser/core'

/** What a candidate's breakers did over a log, all targets together. */
export class Score {
  /** Rejected calls that failed in the log, and the time that callers would not have waited for them. */
  spared = 0
  sparedMs = 0
  /** Rejected calls that succeeded in the log. */
  lost = 0
  /** Rejected calls that the log knows nothing of (aborted, throttled). */
  otherRejected = 0
  /** Entries into open by a rule, from closed and from half-open. */
  trips = 0
  /** Trips from closed outside every incident. */
  falseTrips = 0
  transitions = 0
  /** Time in which circuits were not closed. */
  openMs = 0
  /** From the first failure of an incident until the circuit was open, for each that was noticed. */
  readonly noticeMs: number[] = []
  /** Incidents in which no circuit opened. */
  missed = 0
  /** From the last failure of an incident until the circuit was closed, for each. */
  readonly backMs: number[] = []
  /** Incidents after which the log ended before the circuit closed. */
  notBack = 0

  /** A call was rejected. @returns whether it was a failing one or a good one, where the log says so */
  reject(outcome: Outcome, durationMs: number): 'spared' | 'lost' | undefined {
    if (outcome === 'failure') {
      this.spared += 1
      this.sparedMs += durationMs
      return 'spared'
    }
    if (outcome === 'success') {
      this.lost += 1
      return 'lost'
    }
    this.otherRejected += 1
    return undefined
  }
}
