import { reportCall } from '../protocol/calls.ts'
import type { News } from '../protocol/news.ts'
import type { SharedBreaker } from '../seam.ts'
import { Attention } from './attention.ts'
import type { Context } from './context.ts'
import { periodsOf, rateOf, type Totals } from './totals.ts'

const BETWEEN_ASKS_MS = 1_000
const NOTHING: Totals = { failures: 0, calls: 0 }

/** Raises a suspicion about one breaker, and says how this instance fares while anybody has one. */
export class Reporter {
  readonly #context: Context
  readonly #id: string
  readonly #told: () => number
  readonly #hear: (news: News) => void
  #attention: Attention | undefined
  #askedAt = -Infinity

  constructor(context: Context, id: string, told: () => number, hear: (news: News) => void) {
    this.#context = context
    this.#id = id
    this.#told = told
    this.#hear = hear
  }

  get hasAttention(): boolean {
    return this.#attention?.isOver === false
  }

  /**
   * Has all instances say how they fare.
   *
   * @param isUnbound whether it knows of an opening of the fleet, and is not bound by it
   */
  async ask(breaker: SharedBreaker, isUnbound: boolean): Promise<void> {
    const { scheduler, link } = this.#context
    const now = scheduler.now()
    if (link.isLost || this.hasAttention || now - this.#askedAt < BETWEEN_ASKS_MS) return
    this.#askedAt = now
    const told = this.#told()
    const news = await this.#report(breaker, NOTHING, isUnbound ? 'unbound' : true)
    // It did not know of a change: now it does, and asks under that.
    if (news?.state === 'closed' && news.attentionMs === 0 && news.generation > told)
      await this.#report(breaker, NOTHING, true)
  }

  /** Reports as long as the news say. */
  attend(breaker: SharedBreaker, news: News): void {
    if (news.attentionMs === 0 || this.hasAttention) return
    this.#attention = new Attention(this.#context, breaker, news, totals =>
      this.#report(breaker, totals, false),
    )
  }

  stop(): void {
    this.#attention?.stop()
    this.#attention = undefined
  }

  async #report(
    breaker: SharedBreaker,
    totals: Totals,
    asks: boolean | 'unbound',
  ): Promise<News | undefined> {
    const { keys, instance, link, operationMs } = this.#context
    const { config } = breaker
    const call = reportCall(keys, this.#id, instance, {
      ...totals,
      ...periodsOf(config),
      told: this.#told(),
      asks,
      rate: rateOf(config),
      minimum: config.minRequestsForRate,
    })
    try {
      const { news, live } = await link.run(call, { deadlineMs: operationMs })
      this.#context.live = live
      this.#hear(news)
      return news
    } catch {
      return undefined
    }
  }
}
