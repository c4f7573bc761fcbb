import type { ResolvedConfig } from './config.ts'
import { Memory } from './memory.ts'
import type { Counts } from './trip.ts'

/** A memory with the window that the configuration asks for. */
export const createMemory = (config: ResolvedConfig): Memory =>
  config.failureWindowMs === false
    ? new CountWindow(config.failureWindowCalls, config.slowCallMs !== false)
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

  record(failed: boolean, slow: boolean, now: number): void {
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

  read(now: number): Counts {
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

  forgetWindow(): void {
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

/** The last `size` calls: a bit each, and a second one where a rule asks. Reads no clock, forgets nothing with time. */
class CountWindow extends Memory {
  readonly #size: number
  readonly #bits: 1 | 2
  readonly #words: number[]
  #next = 0
  #calls = 0
  #failures = 0
  #slow = 0
  #run = 0

  constructor(size: number, countsSlow: boolean) {
    super()
    this.#size = size
    this.#bits = countsSlow ? 2 : 1
    // As long as it will be, where that is not long: an array that grows takes up to half as much again.
    this.#words = new Array(Math.min(Math.ceil((size * this.#bits) / 16), 64)).fill(0)
  }

  record(failed: boolean, slow: boolean): void {
    const at = this.#next * this.#bits
    this.#next = this.#next + 1 === this.#size ? 0 : this.#next + 1
    if (this.#calls < this.#size) this.#calls += 1
    this.#failures += write(this.#words, at, failed)
    if (this.#bits === 2) this.#slow += write(this.#words, at + 1, slow)
    this.#run = failed ? this.#run + 1 : 0
  }

  read(): Counts {
    return { calls: this.#calls, failures: this.#failures, slow: this.#slow, run: this.#run }
  }

  forgetWindow(): void {
    this.#words.fill(0)
    this.#next = this.#calls = this.#failures = this.#slow = this.#run = 0
  }
}

/**
 * Writes a bit: sixteen to a word, since small integers cost no allocation.
 *
 * @returns by how much it has grown: -1, 0 or 1
 */
const write = (words: number[], at: number, bit: boolean): number => {
  const index = at >>> 4
  const mask = 1 << (at & 15)
  const word = words[index] ?? 0
  if (((word & mask) !== 0) === bit) return 0
  while (words.length <= index) words.push(0)
  words[index] = word ^ mask
  return bit ? 1 : -1
}
