import type { ResolvedConfig } from './config.ts'
import type { Counts } from './trip.ts'

/** The memory of the calls that settled as success or failure. */
export interface SlidingWindow {
  record(failed: boolean, slow: boolean, now: number): void
  /** What the window holds at `now`. Changes nothing. */
  read(now: number): Counts
}

/** The window that the configuration asks for. Made at the first use: most breakers of many never need one. */
export const createWindow = (config: ResolvedConfig, now: number): SlidingWindow =>
  config.failureWindowMs === false
    ? new CountWindow(config.failureWindowCalls)
    : new TimeWindow(config.failureWindowMs, now)

const BUCKETS = 10
const FIELDS = 3 // calls, failures, slow

/** The calls of the last `windowMs`, in ten buckets that are cleared as time passes over them. */
class TimeWindow implements SlidingWindow {
  readonly #windowMs: number
  // Flat, since an object a bucket would cost five times as much.
  readonly #buckets: number[] = new Array(BUCKETS * FIELDS).fill(0)
  #newest: number
  #run = 0
  #lastFailureAt: number

  constructor(windowMs: number, now: number) {
    this.#windowMs = windowMs
    this.#newest = this.#epochOf(now)
    this.#lastFailureAt = now
  }

  record(failed: boolean, slow: boolean, now: number): void {
    this.#clearUpTo(this.#epochOf(now))
    const at = offsetOf(this.#newest)
    this.#count(at)
    if (failed) this.#count(at + 1)
    if (slow) this.#count(at + 2)
    this.#run = failed ? this.#runAt(now) + 1 : 0
    if (failed) this.#lastFailureAt = now
  }

  read(now: number): Counts {
    let calls = 0
    let failures = 0
    let slow = 0
    const passed = Math.max(this.#epochOf(now) - this.#newest, 0)
    for (let back = 0; back < BUCKETS - passed; back += 1) {
      const at = offsetOf(this.#newest - back)
      calls += this.#buckets[at] ?? 0
      failures += this.#buckets[at + 1] ?? 0
      slow += this.#buckets[at + 2] ?? 0
    }
    return { calls, failures, slow, run: this.#runAt(now) }
  }

  #epochOf(now: number): number {
    return Math.floor((now / this.#windowMs) * BUCKETS)
  }

  /** A silence longer than the window starts the run anew. */
  #runAt(now: number): number {
    return now - this.#lastFailureAt > this.#windowMs ? 0 : this.#run
  }

  /** Every bucket that was skipped is cleared, or an idle hour would come back as fresh failures. */
  #clearUpTo(epoch: number): void {
    const passed = Math.min(epoch - this.#newest, BUCKETS)
    for (let back = 0; back < passed; back += 1) {
      const at = offsetOf(epoch - back)
      this.#buckets.fill(0, at, at + FIELDS)
    }
    this.#newest = Math.max(this.#newest, epoch)
  }

  #count(at: number): void {
    this.#buckets[at] = (this.#buckets[at] ?? 0) + 1
  }
}

/** A clock may start below zero, so may an epoch. */
const offsetOf = (epoch: number): number => (((epoch % BUCKETS) + BUCKETS) % BUCKETS) * FIELDS

const FAILED = 1
const SLOW = 2
const BOTH = FAILED | SLOW

/** The last `size` calls, two bits each, eight calls a word. Reads no clock, forgets nothing with time. */
class CountWindow implements SlidingWindow {
  readonly #size: number
  // As long as it will be, where that is not long: an array that grows takes up to half as much again.
  readonly #words: number[]
  #next = 0
  #calls = 0
  #failures = 0
  #slow = 0
  #run = 0

  constructor(size: number) {
    this.#size = size
    this.#words = new Array(Math.min(Math.ceil(size / 8), 64)).fill(0)
  }

  /** Nearly all calls are successes that take the place of one: those change no bits. */
  record(failed: boolean, slow: boolean): void {
    const at = this.#next
    const call = (failed ? FAILED : 0) | (slow ? SLOW : 0)
    const forgotten = ((this.#words[at >> 3] ?? 0) >> ((at & 7) << 1)) & BOTH
    if (call !== forgotten) this.#replace(at, forgotten, call)
    if (this.#calls < this.#size) this.#calls += 1
    this.#next = at + 1 === this.#size ? 0 : at + 1
    this.#run = failed ? this.#run + 1 : 0
  }

  read(): Counts {
    return { calls: this.#calls, failures: this.#failures, slow: this.#slow, run: this.#run }
  }

  #replace(at: number, forgotten: number, call: number): void {
    const words = this.#words
    const word = at >> 3
    while (words.length <= word) words.push(0)
    this.#failures += (call & FAILED) - (forgotten & FAILED)
    this.#slow += (call >> 1) - (forgotten >> 1)
    words[word] = (words[word] ?? 0) ^ ((call ^ forgotten) << ((at & 7) << 1))
  }
}
