import { Memory } from './memory.ts'
import type { Counts, Outcome, ResolvedConfig } from './types.ts'

/** A memory with the window that the configuration asks for. */
export const createMemory = (config: ResolvedConfig): Memory =>
  config.failureWindow
    ? (config.failureWindow._memory(config.slowCallMs !== false) as Memory)
    : new TimeWindow(config.slowCallMs !== false)

const BUCKETS = 10

/** The calls of the last `failureWindowMs`, in ten buckets that are cleared as time passes over them. */
class TimeWindow extends Memory {
  // The calls of each bucket, then the failures, then the slow ones where a rule asks. Flat, since an object a bucket
  // would cost five times as much.
  readonly #buckets: number[]
  #newest: number | undefined
  #silentSince = 0

  constructor(countsSlow: boolean) {
    super()
    this.#buckets = new Array(BUCKETS * (countsSlow ? 3 : 2)).fill(0)
  }

  _record(outcome: Outcome, slow: boolean, now: number, config: ResolvedConfig): void {
    const buckets = this.#buckets
    const epoch = epochOf(now, config)
    const newest = Math.max(this.#newest ?? epoch, epoch)
    // Every bucket that was skipped is cleared, or an idle hour would come back as fresh failures. Counted, since beyond 2 ** 53
    // a number that grows by one may stay as it is.
    let skipped = Math.min(newest - (this.#newest ?? epoch), BUCKETS)
    for (; skipped > 0; skipped -= 1) {
      for (let at = slotOf(newest - skipped + 1); at < buckets.length; at += BUCKETS) buckets[at] = 0
    }
    this.#newest = newest
    const at = slotOf(newest)
    increment(buckets, at)
    if (outcome === 'failure') increment(buckets, at + BUCKETS)
    if (slow) increment(buckets, at + BUCKETS + BUCKETS)
    this.#silentSince = now
    this._weigh(outcome, config)
  }

  _read(now: number, config: ResolvedConfig): Counts {
    const buckets = this.#buckets
    let calls = 0
    let failures = 0
    let slow = 0
    const epoch = epochOf(now, config)
    const newest = this.#newest ?? epoch
    const passed = Math.max(epoch - newest, 0)
    for (let back = 0; back < BUCKETS - passed; back += 1) {
      const at = slotOf(newest - back)
      calls += buckets[at] ?? 0
      failures += buckets[at + BUCKETS] ?? 0
      slow += buckets[at + BUCKETS + BUCKETS] ?? 0
    }
    const isOver = this._inFlight === 0 && this._isSilent(config, now)
    return { calls, failures, slow, run: isOver ? 0 : this._run, excess: isOver ? 0 : this._excess }
  }

  _forget(): void {
    this.#buckets.fill(0)
    this._calm()
  }

  _stir(now: number): void {
    this.#silentSince = now
  }

  _isSilent({ clock, failureWindowMs }: ResolvedConfig, now: number = clock.now()): boolean {
    return now - this.#silentSince > failureWindowMs
  }
}

const epochOf = (now: number, { failureWindowMs }: ResolvedConfig): number =>
  Math.floor((now / failureWindowMs) * BUCKETS)

/** A clock may start below zero, so may an epoch. */
const slotOf = (epoch: number): number => ((epoch % BUCKETS) + BUCKETS) % BUCKETS

const increment = (counters: number[], at: number): void => {
  counters[at] = (counters[at] ?? 0) + 1
}
