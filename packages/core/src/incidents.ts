import type { CircuitTransition, Permit } from './types.ts'

/** How often what seldom happens happened. */
export type Totals = { [Name in 'ignored' | 'throttled' | 'rejected' | 'busy' | 'slow' | 'late']: number }

/** None of them so far. */
export const noTotals = (): Totals => ({ ignored: 0, throttled: 0, rejected: 0, busy: 0, slow: 0, late: 0 })

/** What a breaker remembers beside its calls. Most never need it, and then it weighs nothing. */
export class Incidents {
  lastTransition: CircuitTransition | undefined
  _totals: Totals = noTotals()
  /** Until when a failure of this run asked to wait. */
  _askedUntil: number = -Infinity
  /** The places of the calls in flight; kept where `maxInFlight` asks. */
  readonly _calls: Leases = new Leases()
  /** The slots of the probes of this half-open. */
  readonly _slots: Leases = new Leases()
  /** Permits of one call alone that have not settled, however late they may: probes, of earlier half-opens too. */
  readonly _unsettled: Set<Permit> = new Set()
}

/** Who holds one of so many places, and until when: one that hangs loses its place. All leases of one kind are of one length. */
class Leases {
  /** In the order in which they end. */
  readonly #ends = new Map<Permit, number>()
  // None ends before. Without it every refusal would walk over all that has settled since the map was last made tidy.
  #soonest = -Infinity

  _isFull(places: number, now: number): boolean {
    if (this.#ends.size < places || now < this.#soonest) return this.#ends.size >= places
    for (const [permit, endsAt] of this.#ends) {
      this.#soonest = endsAt
      if (now < endsAt) break
      this.#ends.delete(permit)
    }
    return this.#ends.size >= places
  }

  _begin(permit: Permit, endsAt: number): void {
    this.#ends.set(permit, endsAt)
  }

  _end(permit: Permit): void {
    this.#ends.delete(permit)
  }

  _clear(): void {
    this.#ends.clear()
  }
}
