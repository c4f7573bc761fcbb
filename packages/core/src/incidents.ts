import { nextProbe, REJECTED } from './permit.ts'
import type { CircuitTransition, Permit } from './types.ts'

/** How often what seldom happens happened. */
export type Totals = { [Name in 'ignored' | 'throttled' | 'rejected' | 'busy' | 'slow' | 'late']: number }

const NONE: Totals = { ignored: 0, throttled: 0, rejected: 0, busy: 0, slow: 0, late: 0 }

/** What a breaker remembers beside its calls. Most never need it, and then it weighs nothing. */
export class Incidents {
  readonly _probes: Probes = new Probes()
  lastTransition: CircuitTransition | undefined
  _totals: Totals = { ...NONE }
  /** Until when a failure of this run asked to wait. */
  _askedUntil: number = -Infinity

  /** When each call in flight no longer counts, oldest first; kept where `maxInFlight` asks. */
  readonly _ends: number[] = []

  /** Whether so many calls are in flight. One that never settles does not count for ever. */
  _isBusy(maxInFlight: number, now: number): boolean {
    while ((this._ends[0] ?? Infinity) <= now) this._ends.shift()
    return this._ends.length >= maxInFlight
  }

  /** A call has settled: those that are in flight take no more places than there are. */
  _leave(inFlight: number): void {
    if (this._ends.length > inFlight) this._ends.shift()
  }

  /** Sets the totals to zero. */
  _zero(): void {
    this._totals = { ...NONE }
  }
}

/** The probes that have not settled: who holds a slot of the half-open circuit, and who still may settle late. */
class Probes {
  readonly #unsettled = new Set<Permit>()
  /** Those that hold a slot, and until when. All leases are of one length: they end in the order in which they began. */
  readonly #leases = new Map<Permit, number>()

  /** Whether one more may be admitted: a slot is free, or who holds the oldest hangs. */
  _hasSlot(slots: number, now: number): boolean {
    const [oldestEndsAt = Infinity] = this.#leases.values()
    return this.#leases.size < slots || now >= oldestEndsAt
  }

  /** Admits a probe where a slot is free, or whose holder hangs: never a queue. */
  _admit(slots: number, now: number, leaseMs: number): Permit {
    if (!this._hasSlot(slots, now)) return REJECTED
    const [oldest = REJECTED] = this.#leases.keys()
    if (this.#leases.size >= slots) this.#leases.delete(oldest)
    const permit = nextProbe()
    this.#unsettled.add(permit)
    this.#leases.set(permit, now + leaseMs)
    return permit
  }

  /** Ends a probe. @returns whether it was one that had not settled before */
  _settle(permit: Permit): boolean {
    this.#leases.delete(permit)
    return this.#unsettled.delete(permit)
  }

  /** Frees every slot: another half-open begins, or none. */
  _release(): void {
    this.#leases.clear()
  }
}
