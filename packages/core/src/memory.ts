import type { Counts, Outcome, ResolvedConfig } from './types.ts'

/**
 * What a breaker remembers of its calls: their totals, and in a subclass those in its sliding window. One object, since a
 * window of its own would cost each of a hundred thousand breakers 40 bytes more.
 */
export abstract class Memory {
  _inFlight = 0
  /** Whether a call came since the evictor last asked. */
  // From the start, or one that was just handed out would be the first to go.
  _isRecent = true
  /** Failures in a row up to now. */
  _run = 0
  /** By how many failures exceed what the rate allows: Page's CUSUM at that rate. */
  _excess = 0
  _successes = 0
  _failures = 0
  _measured = 0
  _measuredMs = 0

  /** Begins a call. Where none was under way and there is a run to lose, the clock tells how long the silence was. */
  _enter(config: ResolvedConfig): void {
    if (this._inFlight === 0 && this._run + this._excess > 0 && this._isSilent(config)) this._calm()
    this._inFlight += 1
    this._isRecent = true
  }

  _calm(): void {
    this._run = this._excess = 0
  }

  /** Ends a call. Of a duration that is none, or of an ignored call, the average hears nothing. */
  _leave(outcome: Outcome, durationMs = -1): void {
    if (this._inFlight > 0) this._inFlight -= 1
    if (outcome === 'success') this._successes += 1
    if (outcome === 'failure') this._failures += 1
    if (outcome === 'ignored' || !(durationMs >= 0 && durationMs < Infinity)) return
    this._measured += 1
    this._measuredMs += durationMs
  }

  /** Sets the totals to zero. */
  _zero(): void {
    this._successes = this._failures = this._measured = this._measuredMs = 0
  }

  /** What a call that was judged does to run and excess. One that the caller gave up neither ends a run nor lengthens it. */
  _weigh(outcome: Outcome, { failureExcess, failureRateThreshold: rate }: ResolvedConfig): void {
    if (outcome === 'failure') {
      this._run += 1
      if (failureExcess) this._excess += 1
    }
    if (outcome === 'success') {
      this._run = 0
      if (failureExcess && rate) this._excess = Math.max(0, this._excess - rate / (1 - rate))
    }
  }

  /** Adds a call to the window. One that is ignored counts only as slow. */
  abstract _record(outcome: Outcome, slow: boolean, now: number, config: ResolvedConfig): void

  /** What the window holds at `now`. Changes nothing. */
  abstract _read(now: number, config: ResolvedConfig): Counts

  /** Forgets what the window holds. */
  abstract _forget(): void

  /** Another call than a success or failure has ended: until now it was not silent. */
  abstract _stir(now: number): void

  /** Whether no call was under way for longer than the window. */
  abstract _isSilent(config: ResolvedConfig, now?: number): boolean
}
