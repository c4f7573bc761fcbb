import type { News } from '../protocol/news.ts'
import type { Lessor, SharedBreaker } from '../seam.ts'
import type { Context } from './context.ts'
import { Leasing, REFUSED } from './leasing.ts'
import { Obeying } from './obeying.ts'
import { Reporter } from './reporter.ts'
import { closedBy, hear, NO_VERDICT, toldOf, type Verdict, whoDecides } from './verdict.ts'

/** By which way news came. */
export type Source = 'message' | 'heartbeat' | 'reply'

/** How much of an opening is added at random, so that not all instances are due at once. */
const JITTER = 0.1

/** One breaker as this instance shares it: what it knows, and whom it has told. */
export class Share {
  readonly #context: Context
  readonly #leasing: Leasing
  readonly #obeying: Obeying
  readonly #reporter: Reporter
  #breaker: SharedBreaker | undefined
  #verdict = NO_VERDICT
  #source: Source | undefined

  constructor(context: Context, id: string) {
    const hearReply = (news: News): void => this.hear(news, 'reply')
    this.#context = context
    this.#leasing = new Leasing(context, id, hearReply)
    this.#obeying = new Obeying(context)
    this.#reporter = new Reporter(context, id, () => toldOf(this.#verdict), hearReply)
  }

  get verdict(): Verdict {
    return this.#verdict
  }

  get source(): Source | undefined {
    return this.#source
  }

  get hasAttention(): boolean {
    return this.#reporter.hasAttention
  }

  /** Whether the breaker goes by its own rules though the fleet is open. */
  get isAlone(): boolean {
    return this.#verdict.state === 'open' && this.#decides() === 'circuit'
  }

  /** The breaker came to life: what the fleet says of it holds for it too. */
  attach(breaker: SharedBreaker): void {
    this.detach()
    this.#breaker = breaker
    if (this.#verdict.state === 'open') this.#obeying.open(breaker, this.#verdict.until, this.#lessor)
  }

  detach(): void {
    this.#obeying.stop()
    this.#reporter.stop()
    this.#breaker = undefined
  }

  hear(news: News, source: Source): void {
    const { scheduler, random } = this.#context
    const laterBy = news.state === 'open' ? news.ms * JITTER * random() : 0
    const next = hear(this.#verdict, news, scheduler.now(), laterBy)
    const breaker = this.#breaker
    if (next !== this.#verdict) {
      this.#verdict = next
      this.#source = source
      this.#reporter.stop()
      this.#leasing.startAnew()
      if (breaker !== undefined) this.#obey(breaker, news.spreadMs)
    }
    // Also of a store that has forgotten the last change. A late word of attention ends with the first reply.
    const isOpen = this.#verdict.state === 'open' && !this.#verdict.isSetAside
    if (breaker !== undefined && !isOpen) this.#reporter.attend(breaker, news)
  }

  /** This instance has a suspicion: all are to say how they fare. */
  ask(): void {
    const { state, until } = this.#verdict
    if (this.#breaker === undefined || (state === 'open' && !this.isAlone)) return
    if (state === 'held' && this.#context.scheduler.now() < until) return
    void this.#reporter.ask(this.#breaker, state === 'open')
  }

  /** The breaker has closed. */
  closed(): void {
    this.#verdict = closedBy(this.#verdict, this.#decides())
  }

  /** The store is found: what it was asked in vain may be asked again. */
  found(): void {
    const hopeAt = Math.max(this.#verdict.hopeAt, this.#context.scheduler.now())
    this.#verdict = { ...this.#verdict, hopeAt }
    this.#leasing.startAnew()
  }

  #obey(breaker: SharedBreaker, spreadMs: number): void {
    if (this.#verdict.state === 'open') this.#obeying.open(breaker, this.#verdict.until, this.#lessor)
    else this.#obeying.comeBack(breaker, spreadMs)
  }

  #decides(): ReturnType<typeof whoDecides> {
    const { scheduler, link } = this.#context
    const patienceMs = 2 * (this.#breaker?.config.probeTimeoutMs ?? 0)
    return whoDecides(this.#verdict, scheduler.now(), link.isLost, patienceMs)
  }

  readonly #lessor: Lessor = () => {
    const decides = this.#decides()
    if (this.#breaker === undefined || decides === 'circuit') return undefined
    if (decides === 'nobody') return REFUSED
    return this.#leasing.ask(this.#breaker, this.#verdict).then(tell => {
      if (tell !== undefined) this.#verdict = { ...this.#verdict, hopeAt: this.#context.scheduler.now() }
      return tell
    })
  }
}
