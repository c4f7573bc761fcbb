import type { Clock, Counts, Outcome } from './types.ts'

/**
 * What a breaker remembers of its calls: their totals, and in a subclass those in its sliding window. One object, since a
 * window of its own would cost each of a hundred thousand breakers 40 bytes more.
 */
export abstract class Memory {
  inFlight = 0
  // From the start, or one that was just handed out would be the first to go.
  #isRecent = true
  /** Failures in a row up to now. */
  _run = 0
  successes = 0
  failures = 0
  #measured = 0
  #measuredMs = 0

  /** Begins a call. Where none was under way and there is a run to lose, the clock tells how long the silence was. */
  _enter(clock: Clock): void {
    if (this._run > 0 && this.inFlight === 0) this._endSilence(clock)
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

  /** Adds a call to the window. One that is ignored counts only as slow, and neither ends a run nor lengthens it. */
  abstract _record(outcome: Outcome, slow: boolean, now: number): void

  /** What the window holds at `now`. Changes nothing. */
  abstract _read(now: number): Counts

  abstract _forget(): void

  /** Another call than a success or failure has ended: until now it was not silent. */
  abstract _stir(clock: Clock): void

  /** A call begins after none was under way: a silence longer than the window starts the run anew. */
  abstract _endSilence(clock: Clock): void
}
