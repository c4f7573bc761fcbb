import type { Lessor, SharedBreaker } from '../seam.ts'
import type { Context } from './context.ts'

/** Longest time over which a fleet comes back, and an instance's share of it. */
const SPREAD_MS = 2_000
const SPREAD_EACH_MS = 50

/** What the fleet's word does to the breaker of this process. It only ever opens, or ends a wait sooner than it would. */
export class Obeying {
  readonly #context: Context
  #cancel: (() => void) | undefined
  #stopLeasing: (() => void) | undefined

  constructor(context: Context) {
    this.#context = context
  }

  /** Open until then; afterwards the store decides who probes. */
  open(breaker: SharedBreaker, until: number, lessor: Lessor): void {
    this.stop()
    const { scheduler, link } = this.#context
    // What is due already is half-open, and half-open is an opening that is over.
    const ms = Math.max(until - scheduler.now(), 1)
    breaker.pause(ms, 'shared')
    this.#stopLeasing = breaker.leaseProbes(lessor)
    // A timer may be a little early, and what is not quite over would hold.
    this.#cancel = scheduler.after(ms + 1, () => {
      if (breaker.state === 'open' && !link.isLost) breaker.wake()
    })
  }

  /** No longer: the breaker's own half-open follows, at a moment that others do not share. */
  comeBack(breaker: SharedBreaker, spreadMs: number): void {
    this.stop()
    if (breaker.state === 'closed') return
    const { scheduler, random, live } = this.#context
    const spread = spreadMs || Math.min(SPREAD_MS, SPREAD_EACH_MS * live)
    this.#cancel = scheduler.after(spread * random(), () => {
      if (breaker.state !== 'open') return
      if (breaker.getStatus().reason === 'shared') breaker.probeNow()
      else breaker.wake()
    })
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#stopLeasing?.()
    this.#stopLeasing = undefined
  }
}
