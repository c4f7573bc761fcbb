import { type Beat, beatCall } from '../protocol/calls.ts'
import type { News } from '../protocol/news.ts'
import type { Context } from './context.ts'

const JITTER = 0.25
/** After a reconnect all come back at once. */
const RECONNECT_MS = 1_000

/** Tells the store that this instance lives, and hears what messages may have lost. */
export class Heartbeat {
  readonly #context: Context
  readonly #beatMs: number
  readonly #hear: (id: string, news: News) => void
  readonly #sweep: () => void
  /** All changes up to this generation are known; messages do not count, as there may be a gap before them. */
  #since = 0
  /** The highest generation that was heard of. */
  #told = 0
  #heardAt: number | undefined
  #cancel: (() => void) | undefined
  #isClosed = false

  /** @param sweep done after each beat: forgets what is old */
  constructor(context: Context, beatMs: number, hear: (id: string, news: News) => void, sweep: () => void) {
    this.#context = context
    this.#beatMs = beatMs
    this.#hear = hear
    this.#sweep = sweep
  }

  get ageMs(): number | undefined {
    return this.#heardAt === undefined ? undefined : this.#context.scheduler.now() - this.#heardAt
  }

  /** The highest generation that was heard of, by whatever way. */
  get told(): number {
    return this.#told
  }

  learn(generation: number): void {
    this.#told = Math.max(this.#told, generation)
  }

  /** Beats now, and from then on. Never rejects: what failed is tried again. */
  async beat(): Promise<void> {
    this.#cancel?.()
    this.#cancel = undefined
    try {
      await this.#page()
    } catch {
      // The link counts it, and says when the store is lost.
    }
    this.#sweep()
    if (!this.#isClosed) this.#plan()
  }

  /** Beats soon: the connection is a new one, and messages may have been lost. */
  beatSoon(): void {
    if (this.#isClosed) return
    this.#cancel?.()
    this.#cancel = this.#after(RECONNECT_MS * this.#context.random())
  }

  /** Says goodbye, so that the fleet does not count on this instance for another minute. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#cancel?.()
    await this.#ask(false).catch(() => {})
  }

  #plan(): void {
    const { link, random } = this.#context
    const spread = 1 + JITTER * (2 * random() - 1)
    const ms = link.isLost ? link.retryAfterMs * (1 + JITTER * random()) + 1 : this.#beatMs * spread
    this.#cancel?.()
    this.#cancel = this.#after(ms)
  }

  #after(ms: number): () => void {
    return this.#context.scheduler.after(ms, () => void this.beat())
  }

  async #page(): Promise<void> {
    for (;;) {
      const before = this.#since
      const { generation, pageEnd, changes, live } = await this.#ask(true)
      this.#heardAt = this.#context.scheduler.now()
      this.#context.live = live
      for (const { id, news } of changes) {
        this.learn(news.generation)
        this.#hear(id, news)
      }
      // A store that is behind has lost what it knew: whatever it knows now is news.
      const isBehind = generation < before
      this.#since = isBehind ? 0 : pageEnd || generation
      this.learn(generation)
      if (pageEnd === 0 && !isBehind) return
    }
  }

  #ask(stays: boolean): Promise<Beat> {
    const { keys, instance, link, operationMs } = this.#context
    const call = beatCall(keys, instance, this.#since, this.#told, stays)
    return link.run(call, { deadlineMs: operationMs })
  }
}
