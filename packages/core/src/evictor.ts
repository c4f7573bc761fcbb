import type { CircuitBreaker } from './circuit-breaker.ts'
import { standingOf } from './standing.ts'

/** How many breakers one miss looks at: making room must not cost more the more there are. */
const SCAN = 32

/**
 * Chooses which breaker makes room for another, as a clock's hand goes round: one that was used since the hand last
 * passed gets another round, so that about the longest unused goes first, and a hit costs nothing.
 */
export class Evictor {
  readonly #candidates = new Set<CircuitBreaker>()
  #hand: Iterator<CircuitBreaker> = this.#candidates.values()

  add(breaker: CircuitBreaker): void {
    this.#candidates.add(breaker)
  }

  delete(breaker: CircuitBreaker): void {
    this.#candidates.delete(breaker)
  }

  /** Whom to `delete`: the first quiet and unused, else one quiet, else one open and long overdue; or nobody. */
  choose(atMost: number = SCAN): CircuitBreaker | undefined {
    let second: CircuitBreaker | undefined
    let last: CircuitBreaker | undefined
    for (let scanned = 0; scanned < atMost && scanned < this.#candidates.size; scanned += 1) {
      const candidate = this.#next()
      if (candidate === undefined) break
      const rank = standingOf(candidate)
      if (rank === 'unused') return candidate
      if (rank === 'quiet') second ??= candidate
      if (rank === 'overdue') last ??= candidate
    }
    return second ?? last
  }

  #next(): CircuitBreaker | undefined {
    const step = this.#hand.next()
    if (!step.done) return step.value
    this.#hand = this.#candidates.values()
    return this.#hand.next().value
  }
}
