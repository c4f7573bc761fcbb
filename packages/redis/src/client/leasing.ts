import type { Outcome } from '@recloser/core'
import { type Grant, leaseCall, probeCall } from '../protocol/calls.ts'
import type { News } from '../protocol/news.ts'
import type { SharedBreaker, Tell } from '../seam.ts'
import type { Context } from './context.ts'
import { periodsOf } from './totals.ts'
import type { Verdict } from './verdict.ts'

/** Nobody may probe: the same answer for all who ask in vain, so that a crowd costs nothing. */
export const REFUSED: Promise<undefined> = /* @__PURE__ */ Promise.resolve(undefined)

/** Asks the store for leases of one breaker, one at a time, and tells it what came of them. */
export class Leasing {
  readonly #context: Context
  readonly #id: string
  readonly #hear: (news: News) => void
  #isAsking = false
  #askAgainAt = -Infinity
  /** The lease that a probe holds. */
  #used = 0
  /** A lease that came too late, while the next was asked for already: the same one, as a lease is idempotent. */
  #orphan: Grant | undefined

  constructor(context: Context, id: string, hear: (news: News) => void) {
    this.#context = context
    this.#id = id
    this.#hear = hear
  }

  ask(breaker: SharedBreaker, verdict: Verdict): Promise<Tell | undefined> {
    if (this.#isAsking || this.#context.scheduler.now() < this.#askAgainAt) return REFUSED
    this.#isAsking = true
    return this.#ask(breaker, verdict)
  }

  /** Whoever waits may ask at once: there is news. */
  startAnew(): void {
    this.#askAgainAt = -Infinity
  }

  async #ask(breaker: SharedBreaker, { generation, trips }: Verdict): Promise<Tell | undefined> {
    const { keys, instance, link, leaseMs, scheduler } = this.#context
    const { halfOpenMaxCalls: slots, probeTimeoutMs } = breaker.config
    const call = leaseCall(keys, this.#id, instance, {
      told: generation,
      trips,
      slots,
      ttlMs: Math.ceil(probeTimeoutMs),
    })
    let grant: Grant | undefined
    try {
      grant = await link.run(call, { deadlineMs: leaseMs, onLate: late => this.#takeLate(late, breaker) })
    } catch {
      // The link counts it; three of them in a row, and the circuit's own rules hold.
    }
    this.#isAsking = false
    if (grant === undefined || grant.number === 0) {
      this.#askAgainAt = scheduler.now() + (grant?.waitMs ?? 0)
      this.#giveOrphanBack(breaker)
      if (grant !== undefined) this.#hear(grant.news)
      return undefined
    }
    this.#orphan = undefined
    this.#used = grant.number
    this.#hear(grant.news)
    return this.#tellOf(grant, breaker)
  }

  #tellOf(grant: Grant, breaker: SharedBreaker): Tell {
    let isTold = false
    return outcome => {
      if (isTold) return
      isTold = true
      if (this.#used === grant.number) this.#used = 0
      this.#tell(grant, outcome, breaker, false)
    }
  }

  /** A lease that nobody waits for would keep the fleet shut: it goes back at once, unless it is in use after all. */
  #takeLate(grant: Grant, breaker: SharedBreaker): void {
    if (grant.number === 0 || grant.number === this.#used) return
    this.#orphan = grant
    if (!this.#isAsking) this.#giveOrphanBack(breaker)
  }

  #giveOrphanBack(breaker: SharedBreaker): void {
    const orphan = this.#orphan
    this.#orphan = undefined
    if (orphan !== undefined) this.#tell(orphan, 'ignored', breaker, true)
  }

  #tell(grant: Grant, outcome: Outcome, breaker: SharedBreaker, isUrgent: boolean): void {
    const { keys, instance, link, operationMs } = this.#context
    const call = probeCall(keys, this.#id, instance, {
      ...periodsOf(breaker.config),
      number: grant.number,
      told: grant.news.generation,
      // What the dependency asks to wait for is no verdict on whether it works.
      outcome: outcome === 'throttled' ? 'ignored' : outcome,
      needed: breaker.config.successThreshold,
    })
    link.run(call, { deadlineMs: operationMs, isUrgent }).then(
      ({ news }) => this.#hear(news),
      () => {},
    )
  }
}
