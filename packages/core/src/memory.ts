import type { Counts, Outcome, ResolvedConfig } from './types.ts'

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
  /** By how many failures exceed what the rate allows: Page's CUSUM at that rate. */
  _excess = 0
  successes = 0
  failures = 0
  #measured = 0
  #measuredMs = 0

  /** Begins a call. Where none was under way and there is a run to lose, the clock tells how long the silence was. */
  _enter(config: ResolvedConfig): void {
    if (this.inFlight === 0 && this._mayCalm() && this._isSilent(config.clock.now(), config)) this._calm()
    this.inFlight += 1
    this.#isRecent = true
  }

  _leave(): void {
    if (this.inFlight > 0) this.inFlight -= 1
  }

  /** Whether there is anything that a silence ends. */
  _mayCalm(): boolean {
    return this._run + this._excess > 0
  }

  _calm(): void {
    this._run = this._excess = 0
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

  /** What a call that was judged does to run and excess. One that the caller gave up neither ends a run nor lengthens it. */
  _weigh(outcome: Outcome, { failureExcess, failureRateThreshold: rate }: ResolvedConfig): void {
    const failed = outcome === 'failure'
    if (outcome !== 'ignored') this._run = failed ? this._run + 1 : 0
    if (failureExcess === false || rate === false) return
    if (failed) this._excess += 1
    if (outcome === 'success') this._excess = Math.max(0, this._excess - rate / (1 - rate))
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
  abstract _isSilent(now: number, config: ResolvedConfig): boolean
}
