import type { Clock, Outcome } from '@recloser/core'
import type { Gate, MakeGate } from '../src/index.ts'

/** The middle of several figures. */
const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN

/** The median of a figure over so many seeds. */
export const overSeeds = (count: number, figure: (seed: number) => number): number =>
  median(Array.from({ length: count }, (_, seed) => figure(seed)))

/** For `toSatisfy`: whether a figure lies in an interval, its ends included. */
export const within =
  (from: number, to: number) =>
  (value: number): boolean =>
    value >= from && value <= to

/**
 * The client-side throttle of Google's SRE book: rejects with the chance (requests − K · accepts) ÷ (requests + 1), over
 * two minutes. Only to show that the world is right; Recloser has no such rule.
 */
export const sreThrottle =
  (k: number): MakeGate =>
  ({ clock, random }) =>
    new Throttle(k, clock, random)

class Throttle implements Gate {
  readonly #k: number
  readonly #clock: Clock
  readonly #random: () => number
  readonly #seconds = Array.from({ length: 120 }, () => ({ second: -1, requests: 0, accepts: 0 }))

  constructor(k: number, clock: Clock, random: () => number) {
    this.#k = k
    this.#clock = clock
    this.#random = random
  }

  acquire(): number {
    const now = this.#slot()
    let [requests, accepts] = [0, 0]
    for (const slot of this.#seconds) {
      if (slot.second <= now.second - 120) continue
      requests += slot.requests
      accepts += slot.accepts
    }
    now.requests += 1
    return this.#random() < (requests - this.#k * accepts) / (requests + 1) ? 0 : 1
  }

  settle(_permit: number, outcome: Outcome): void {
    if (outcome === 'success') this.#slot().accepts += 1
  }

  #slot(): { second: number; requests: number; accepts: number } {
    const second = Math.floor(this.#clock.now() / 1_000)
    const slot = this.#seconds[second % 120] as { second: number; requests: number; accepts: number }
    if (slot.second !== second) Object.assign(slot, { second, requests: 0, accepts: 0 })
    return slot
  }
}
