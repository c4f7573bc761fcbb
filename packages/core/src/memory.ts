import type { Counts, Outcome } from './types.ts'

/**
 * What a breaker remembers of its calls: their totals, and in a subclass those in its sliding window. One object, since a
 * window of its own would cost each of a hundred thousand breakers 40 bytes more.
 */
export abstract class Memory {
  inFlight = 0
  // From the start, or one that was just handed out would be the first to go.
  #isRecent = true
  successes = 0
  failures = 0
  #measured = 0
  #measuredMs = 0

  _enter(): void {
    this.inFlight += 1
    this.#isRecent = true
  }

  _leave(): void {
    if (this.inFlight > 0) this.inFlight -= 1
  }

  /** Whether a call came since this was last asked. */
  _takeRecent(): boolean {
    const isRecent = this.#isRecent
    this.#isRecent = false
    return isRecent
  }

  /** Ends a call in time. Of a duration that is none, or of an ignored call, the average hears nothing. */
  _count(outcome: Outcome, durationMs: number | undefined): void {
    this._leave()
    if (outcome === 'success') this.successes += 1
    if (outcome === 'failure') this.failures += 1
    if (outcome === 'ignored' || durationMs === undefined || !(durationMs >= 0 && durationMs < Infinity))
      return
    this.#measured += 1
    this.#measuredMs += durationMs
  }

  get _averageMs(): number | undefined {
    return this.#measured > 0 ? this.#measuredMs / this.#measured : undefined
  }

  /** Sets the totals to zero. */
  _zero(): void {
    this.successes = this.failures = this.#measured = this.#measuredMs = 0
  }

  /** Adds a success or a failure to the window. */
  abstract _record(failed: boolean, slow: boolean, now: number): void

  /** What the window holds at `now`. Changes nothing. */
  abstract _read(now: number): Counts

  abstract _forget(): void
}
