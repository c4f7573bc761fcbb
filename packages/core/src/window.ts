import { Memory } from './memory.ts'
import type { Counts, ResolvedConfig } from './types.ts'

/** A memory with the window that the configuration asks for. */
export const createMemory = (config: ResolvedConfig): Memory =>
  config.failureWindow
    ? (config.failureWindow._memory(config.slowCallMs !== false) as Memory)
    : new TimeWindow(config.failureWindowMs, config.slowCallMs !== false)

const BUCKETS = 10
// Before the first call; a small integer, as `-Infinity` would take 16 bytes more.
const NEVER = -(2 ** 31)

/** The calls of the last `windowMs`, in ten buckets that are cleared as time passes over them. */
class TimeWindow extends Memory {
  readonly #windowMs: number
  // The calls of each bucket, then the failures, then the slow ones where a rule asks. Flat, since an object a bucket
  // would cost five times as much.
  readonly #buckets: number[]
  #newest = NEVER
  #run = 0
  #lastFailureAt = 0

  constructor(windowMs: number, countsSlow: boolean) {
    super()
    this.#windowMs = windowMs
    this.#buckets = new Array(BUCKETS * (countsSlow ? 3 : 2)).fill(0)
  }

  _record(failed: boolean, slow: boolean, now: number): void {
    const buckets = this.#buckets
    const epoch = epochOf(now, this.#windowMs)
    if (this.#newest === NEVER) this.#newest = epoch
    // Every bucket that was skipped is cleared, or an idle hour would come back as fresh failures.
    while (this.#newest < epoch) {
      this.#newest = Math.max(this.#newest + 1, epoch - BUCKETS)
      for (let at = slotOf(this.#newest); at < buckets.length; at += BUCKETS) buckets[at] = 0
    }
    const at = slotOf(this.#newest)
    increment(buckets, at)
    if (failed) increment(buckets, at + BUCKETS)
    if (slow) increment(buckets, at + BUCKETS + BUCKETS)
    // A silence longer than the window starts the run anew.
    if (now - this.#lastFailureAt > this.#windowMs) this.#run = 0
    this.#run = failed ? this.#run + 1 : 0
    if (failed) this.#lastFailureAt = now
  }

  _read(now: number): Counts {
    const buckets = this.#buckets
    let calls = 0
    let failures = 0
    let slow = 0
    const passed = Math.max(epochOf(now, this.#windowMs) - this.#newest, 0)
    for (let back = 0; back < BUCKETS - passed; back += 1) {
      const at = slotOf(this.#newest - back)
      calls += buckets[at] ?? 0
      failures += buckets[at + BUCKETS] ?? 0
      slow += buckets[at + BUCKETS + BUCKETS] ?? 0
    }
    const run = now - this.#lastFailureAt > this.#windowMs ? 0 : this.#run
    return { calls, failures, slow, run }
  }

  _forget(): void {
    this.#buckets.fill(0)
    this.#run = 0
  }
}

const epochOf = (now: number, windowMs: number): number => Math.floor((now / windowMs) * BUCKETS)

/** A clock may start below zero, so may an epoch. */
const slotOf = (epoch: number): number => ((epoch % BUCKETS) + BUCKETS) % BUCKETS

const increment = (counters: number[], at: number): void => {
  counters[at] = (counters[at] ?? 0) + 1
}
