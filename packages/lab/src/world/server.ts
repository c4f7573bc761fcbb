import type { Capacity } from './world.ts'

/** One instance: workers, and a queue in which calls wait for one. It does not know who has given up waiting. */
export class Server {
  /** The call that `finish` has taken from the queue. */
  row = 0
  stamp = 0

  readonly #capacity: Capacity
  readonly #waiting: Int32Array
  readonly #stamps: Int32Array
  #first = 0
  #length = 0
  #busy = 0

  constructor(capacity: Capacity) {
    this.#capacity = capacity
    this.#waiting = new Int32Array(capacity.queue)
    this.#stamps = new Int32Array(capacity.queue)
  }

  /** What becomes of a call: a worker takes it now, it waits, or there is no room. */
  receive(row: number, stamp: number): 'begins' | 'waits' | 'refused' {
    if (this.#busy < this.#capacity.workers) {
      this.#busy += 1
      return 'begins'
    }
    if (this.#length === this.#waiting.length) return 'refused'
    const place = (this.#first + this.#length) % this.#waiting.length
    this.#waiting[place] = row
    this.#stamps[place] = stamp
    this.#length += 1
    return 'waits'
  }

  /** A worker is done. Whether a call waited; the one that waited longest is then in `row` and `stamp`. */
  finish(): boolean {
    if (this.#length === 0) {
      this.#busy -= 1
      return false
    }
    const place = this.#first
    this.#first = (place + 1) % this.#waiting.length
    this.#length -= 1
    this.row = this.#waiting[place] as number
    this.stamp = this.#stamps[place] as number
    return true
  }
}
