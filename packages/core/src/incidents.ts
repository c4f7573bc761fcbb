import type { CircuitTransition } from './events.ts'
import { Probes } from './probes.ts'

/** What a breaker remembers beside its calls. Most never need it, and then it weighs nothing. */
export class Incidents {
  readonly probes: Probes = new Probes()
  lastTransition: CircuitTransition | undefined
  rejected = 0
  late = 0
  ignored = 0
  throttled = 0
  slow = 0

  /** Sets the totals to zero. */
  zero(): void {
    this.rejected = this.late = this.ignored = this.throttled = this.slow = 0
  }
}
