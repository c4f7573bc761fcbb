import { idOf } from '../keys.ts'
import type { News } from '../protocol/news.ts'
import type { Context } from './context.ts'
import { Share, type Source } from './share.ts'
import type { SharedVerdict } from './status.ts'
import type { Verdict } from './verdict.ts'

const HOUR_MS = 3_600_000

/** The shares of all breakers, by name and by what stands for it. One is made when there is something to say or to hear. */
export class Shares {
  readonly #context: Context
  readonly #isShared: (breakerName: string) => boolean
  readonly #names = new Map<string, string>()
  readonly #byId = new Map<string, Share>()

  constructor(context: Context, isShared: (breakerName: string) => boolean) {
    this.#context = context
    this.#isShared = isShared
  }

  /** The breaker came to life. */
  add(name: string): void {
    if (!this.#isShared(name)) return
    const id = idOf(name)
    this.#names.set(id, name)
    const breaker = this.#context.manager.get(name)
    if (breaker !== undefined) this.#byId.get(id)?.attach(breaker)
  }

  /** The breaker is gone; what the fleet says of it stays known, as it may come back. */
  remove(name: string): void {
    const id = idOf(name)
    this.#names.delete(id)
    this.#byId.get(id)?.detach()
  }

  /** The share of a breaker of this process. */
  of(name: string): Share | undefined {
    const id = idOf(name)
    return this.#names.has(id) ? this.#get(id) : undefined
  }

  hear(id: string, news: News, source: Source): void {
    // Of a stranger's breaker an opening alone is worth knowing: it may come to life here.
    if (!this.#names.has(id) && !this.#byId.has(id) && news.state !== 'open') return
    this.#get(id).hear(news, source)
  }

  /** The store is found again. */
  found(): void {
    for (const share of this.#byId.values()) share.found()
  }

  /** Forgets what is closed and old. */
  sweep(): void {
    const old = this.#context.scheduler.now() - HOUR_MS
    for (const [id, { verdict }] of this.#byId) {
      if (verdict.heardAt < old && (verdict.state !== 'open' || !this.#names.has(id))) this.#drop(id)
    }
  }

  close(): void {
    for (const id of [...this.#byId.keys()]) this.#drop(id)
    this.#names.clear()
  }

  /** What is known of each breaker of which anything is known. */
  verdicts(): SharedVerdict[] {
    const now = this.#context.scheduler.now()
    return [...this.#byId].map(([id, share]) => ({
      name: this.#names.get(id),
      id,
      ...shown(share.verdict, now),
      source: share.source,
      hasAttention: share.hasAttention,
      isAlone: share.isAlone,
    }))
  }

  #get(id: string): Share {
    const known = this.#byId.get(id)
    if (known !== undefined) return known
    const share = new Share(this.#context, id)
    this.#byId.set(id, share)
    const name = this.#names.get(id)
    const breaker = name === undefined ? undefined : this.#context.manager.get(name)
    if (breaker !== undefined) share.attach(breaker)
    return share
  }

  #drop(id: string): void {
    this.#byId.get(id)?.detach()
    this.#byId.delete(id)
  }
}

const shown = ({ state, generation, until, actor, heardAt }: Verdict, now: number) => {
  const isHeld = state === 'held' && now < until
  return {
    state: state === 'held' && !isHeld ? ('closed' as const) : state,
    generation,
    ms: state === 'closed' ? 0 : Math.max(0, until - now),
    ageMs: now - heardAt,
    actor: actor === '' ? undefined : actor,
  }
}
