import type { ResolvedConfig } from './config.ts'
import { nextProbe, type Permit, REJECTED } from './permit.ts'

interface Probe {
  readonly permit: Permit
  /** The half-open it belongs to. */
  readonly generation: Permit
  /** From then on its slot is another's, though its verdict still counts. */
  readonly leaseEndsAt: number
}

/** The probes that have not settled: who holds a slot of the half-open circuit, and who still may settle late. */
export class Probes {
  // Oldest first, and all leases are of one length: so they also end in this order.
  readonly #inFlight: Probe[] = []

  /** Whether one more may be admitted: the last `slots` probes do not all hold a lease of this half-open. */
  hasSlot(generation: Permit, slots: number, now: number): boolean {
    const rival = this.#inFlight.at(-slots)
    return rival === undefined || rival.generation !== generation || now >= rival.leaseEndsAt
  }

  /** Admits a probe where a slot is free, or whose holder hangs: never a queue. */
  admit(generation: Permit, slots: number, now: number, config: ResolvedConfig): Permit {
    if (!this.hasSlot(generation, slots, now)) return REJECTED
    const permit = nextProbe()
    this.#inFlight.push({ permit, generation, leaseEndsAt: now + config.probeTimeoutMs })
    return permit
  }

  /** The generation of a probe that settles, once: 0 for one that is not known, or has settled before. */
  settle(permit: Permit): Permit {
    // From the end: those that hang are the oldest.
    const index = this.#inFlight.findLastIndex(probe => probe.permit === permit)
    const [probe] = index < 0 ? [] : this.#inFlight.splice(index, 1)
    return probe?.generation ?? 0
  }
}
