import type { News } from '../protocol/news.ts'
import type { SharedBreaker } from '../seam.ts'
import type { Context } from './context.ts'
import { since, type Totals, totalsOf } from './totals.ts'

const NONE: Totals = { failures: 0, calls: 0 }

/** While a breaker has attention, this instance says every while what its calls have come to since it began. */
export class Attention {
  readonly #context: Context
  readonly #breaker: SharedBreaker
  readonly #report: (totals: Totals) => Promise<News | undefined>
  readonly #endsAt: number
  readonly #everyMs: number
  #before: Totals
  #said = NONE
  #cancel: (() => void) | undefined

  constructor(
    context: Context,
    breaker: SharedBreaker,
    { attentionMs, everyMs }: News,
    report: (totals: Totals) => Promise<News | undefined>,
  ) {
    this.#context = context
    this.#breaker = breaker
    this.#report = report
    this.#endsAt = context.scheduler.now() + attentionMs
    this.#everyMs = everyMs
    this.#before = totalsOf(breaker)
    this.#plan(this.#everyMs * context.random())
  }

  get isOver(): boolean {
    return this.#cancel === undefined
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #plan(ms: number): void {
    const { scheduler } = this.#context
    if (scheduler.now() + ms >= this.#endsAt) this.stop()
    else this.#cancel = scheduler.after(ms, () => void this.#speak())
  }

  async #speak(): Promise<void> {
    const news = await this.#sayIfNew()
    if (this.isOver) return
    if (news !== undefined && news.attentionMs === 0) this.stop()
    else this.#plan(this.#everyMs * (0.8 + 0.4 * this.#context.random()))
  }

  /** Nothing is said twice: a voice holds until it is replaced. */
  async #sayIfNew(): Promise<News | undefined> {
    const now = totalsOf(this.#breaker)
    const totals = since(this.#before, now)
    if (totals.calls === now.calls) this.#before = NONE
    if (this.#context.link.isLost) return undefined
    if (totals.calls === this.#said.calls && totals.failures === this.#said.failures) return undefined
    this.#said = totals
    return this.#report(totals)
  }
}
