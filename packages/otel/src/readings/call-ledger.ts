import type { CircuitBreakerMetrics, CircuitBreakerStatus, TransitionReason } from '@recloser/core'
import { OUTCOME, REASON, type SeriesAttributes } from './attributes.ts'
import type { Folding } from './folding.ts'
import { reasonAttribute } from './reasons.ts'
import { type Sample, Totals } from './totals.ts'

interface Seen {
  readonly metrics: CircuitBreakerMetrics
  /** Why calls were refused since. `busy` is the only reason of a closed circuit. */
  readonly reason: TransitionReason
}

const outcomes = {
  success: 'successes',
  failure: 'failures',
  ignored: 'ignored',
  throttled: 'throttled',
  late: 'late',
} as const

/**
 * Adds up what the statuses report, so that the sums never fall: not when a breaker is reset, and not when one that
 * shared `_other` is removed.
 */
export class CallLedger {
  readonly #folding: Folding
  readonly #calls: Totals
  readonly #rejections: Totals
  readonly #seen = new Map<string, Seen>()

  constructor(folding: Folding, maxSamples: number) {
    this.#folding = folding
    this.#calls = new Totals(maxSamples)
    this.#rejections = new Totals(maxSamples)
  }

  /** @param isTransition whether the state has just changed: what was refused up to now was refused for the reason before */
  book(status: CircuitBreakerStatus, isTransition = false): void {
    const { name, metrics, reason = 'busy' } = status
    const seen = this.#seen.get(name)
    const owner = this.#folding.attributesFor(name)
    for (const [outcome, field] of Object.entries(outcomes)) {
      const amount = growth(seen?.metrics[field], metrics[field])
      // These two are there from the start: a rate needs a first value.
      if (amount > 0 || outcome === 'success' || outcome === 'failure')
        this.#calls.add(owner, { [OUTCOME]: outcome }, amount)
    }
    const refused = growth(seen?.metrics.rejected, metrics.rejected)
    const why = isTransition ? (seen?.reason ?? 'busy') : reason
    if (refused > 0) this.#reject(owner, why, refused)
    this.#seen.set(name, { metrics, reason })
  }

  /** The breaker is no more; another one of its name starts at zero. */
  forget(name: string): void {
    this.#seen.delete(name)
  }

  calls(): readonly Sample[] {
    return this.#calls.samples()
  }

  rejections(): readonly Sample[] {
    return this.#rejections.samples()
  }

  #reject(owner: SeriesAttributes, reason: TransitionReason, amount: number): void {
    this.#rejections.add(owner, { [REASON]: reasonAttribute(reason) }, amount)
  }
}

/** A figure that fell was set back to zero in between. */
const growth = (before = 0, now: number): number => (now >= before ? now - before : now)
