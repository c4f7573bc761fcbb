import { transitionView } from '../source/local-source.ts'
import type { PanelManager } from '../source/manager.ts'
import { Ledger } from './ledger.ts'
import { Watcher } from './watcher.ts'

const EVERY_MS = 1_000

/**
 * The events for all pages that watch. Nothing is queued for a reader: it gets a message when it has taken the one before,
 * with everything that changed since then in its newest state. Messages are made once and shared, so that two hundred
 * readers, however slow, cost little more than one.
 */
export class Feed {
  readonly #manager: PanelManager
  readonly #watchers = new Set<Watcher>()
  #ledger: Ledger | undefined
  #timer: ReturnType<typeof setInterval> | undefined
  #undo: (() => void) | undefined

  constructor(manager: PanelManager) {
    this.#manager = manager
  }

  /** How many watch now. */
  get watchers(): number {
    return this.#watchers.size
  }

  stream(signal: AbortSignal, canControl: boolean): ReadableStream<Uint8Array> {
    const watcher = new Watcher(this.#begin(), canControl)
    this.#watchers.add(watcher)
    const end = (): void => {
      if (watcher.end()) this.#end(watcher)
    }
    signal.addEventListener('abort', end, { once: true })
    if (signal.aborted) end()
    return new ReadableStream<Uint8Array>(
      {
        // Called only when the reader has taken what it was given.
        pull: async controller => {
          const message = await watcher.next()
          if (message === undefined) controller.close()
          else controller.enqueue(message)
        },
        cancel: end,
      },
      { highWaterMark: 1 },
    )
  }

  #begin(): Ledger {
    if (this.#ledger !== undefined) return this.#ledger
    const ledger = new Ledger()
    this.#ledger = ledger
    ledger.take(this.#manager, Date.now())
    this.#undo = this.#manager.on('transition', event => {
      ledger.tell(transitionView(this.#manager, event, Date.now()))
    })
    this.#timer = setInterval(() => {
      ledger.take(this.#manager, Date.now())
      for (const watcher of this.#watchers) watcher.wake()
    }, EVERY_MS)
    return ledger
  }

  #end(watcher: Watcher): void {
    this.#watchers.delete(watcher)
    if (this.#watchers.size > 0) return
    clearInterval(this.#timer)
    this.#undo?.()
    this.#ledger = undefined
  }
}
