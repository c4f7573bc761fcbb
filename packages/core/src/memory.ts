import type { ResolvedConfig } from './config.ts'
import type { Outcome } from './outcome.ts'
import type { Counts } from './trip.ts'
import { createWindow, type SlidingWindow } from './window.ts'

/** What became of a breaker's calls since it was made or reset. */
export interface CircuitBreakerMetrics {
  /** Calls admitted, those in flight included. */
  readonly totalRequests: number
  readonly successes: number
  readonly failures: number
  readonly ignored: number
  readonly throttled: number
  /** Calls refused; in shadow mode, that would have been. */
  readonly rejected: number
  /** Successes and failures that lasted `slowCallMs` or longer. */
  readonly slow: number
  /** Calls that settled after the circuit had moved on; they count as nothing else. */
  readonly late: number
  /** Of all that settled in time but the ignored; `undefined` until one was measured. */
  readonly averageResponseTimeMs: number | undefined
}

const NO_CALLS: Counts = Object.freeze({ calls: 0, failures: 0, slow: 0, run: 0 })

/** All that a breaker remembers of its calls. Made at the first call, so that an idle breaker weighs nothing. */
export class Memory {
  inFlight = 0
  rejected = 0
  late = 0
  // From the start, or one that was just handed out would be the first to go.
  #isRecent = true
  #window: SlidingWindow | undefined
  #success = 0
  #failure = 0
  #ignored = 0
  #throttled = 0
  #slow = 0
  #measured = 0
  #measuredMs = 0

  enter(): void {
    this.inFlight += 1
    this.#isRecent = true
  }

  leave(): void {
    if (this.inFlight > 0) this.inFlight -= 1
  }

  /** Whether a call came since this was last asked. */
  takeRecent(): boolean {
    const isRecent = this.#isRecent
    this.#isRecent = false
    return isRecent
  }

  /** Adds to the totals. */
  count(outcome: Outcome, isSlow: boolean, durationMs: number | undefined): void {
    if (outcome === 'success') this.#success += 1
    else if (outcome === 'failure') this.#failure += 1
    else if (outcome === 'throttled') this.#throttled += 1
    else this.#ignored += 1
    if (isSlow) this.#slow += 1
    if (outcome === 'ignored' || durationMs === undefined || !(durationMs >= 0 && durationMs < Infinity))
      return
    this.#measured += 1
    this.#measuredMs += durationMs
  }

  /** Adds to the window. */
  record(failed: boolean, isSlow: boolean, now: number, config: ResolvedConfig): void {
    this.#window ??= createWindow(config, now)
    this.#window.record(failed, isSlow, now)
  }

  counts(now: number): Counts {
    return this.#window?.read(now) ?? NO_CALLS
  }

  forgetWindow(): void {
    this.#window = undefined
  }

  /** A memory of nothing but the calls that are in flight. */
  zeroed(): Memory {
    const memory = new Memory()
    memory.inFlight = this.inFlight
    return memory
  }

  metrics(): CircuitBreakerMetrics {
    const settled = this.#success + this.#failure + this.#ignored + this.#throttled + this.late
    return {
      totalRequests: settled + this.inFlight,
      successes: this.#success,
      failures: this.#failure,
      ignored: this.#ignored,
      throttled: this.#throttled,
      rejected: this.rejected,
      slow: this.#slow,
      late: this.late,
      averageResponseTimeMs: this.#measured > 0 ? this.#measuredMs / this.#measured : undefined,
    }
  }
}
