import type { CircuitManager } from '@recloser/core'

/** A mounted hook, as the watch sees it. */
export interface Watcher {
  /** Milliseconds until what it shows changes by time alone, which no event tells; `Infinity` when it does not. */
  readonly dueInMs: () => number
  /** Has the component compare what it shows with what is so. */
  readonly look: () => void
}

/** Longer delays than this make `setTimeout` fire at once. */
const LONGEST_DELAY_MS = 2_147_483_647

/**
 * Tells mounted hooks when to look at their breakers again. It listens and keeps time only while there are any, with one
 * timer for all of them, and none while the page is hidden.
 */
export class ManagerWatch {
  readonly #manager: CircuitManager
  readonly #watchers = new Set<Watcher>()
  #undo: (() => void)[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #isPlanned = false

  constructor(manager: CircuitManager) {
    this.#manager = manager
  }

  /** @returns its undo */
  add(watcher: Watcher): () => void {
    if (this.#watchers.size === 0) this.#start()
    this.#watchers.add(watcher)
    this.#plan()
    return () => {
      this.#watchers.delete(watcher)
      if (this.#watchers.size === 0) this.#stop()
      else this.#plan()
    }
  }

  #start(): void {
    this.#undo = (['transition', 'rescheduled', 'created', 'removed'] as const).map(type =>
      this.#manager.on(type, this.#plan),
    )
    if (typeof document === 'undefined') return
    document.addEventListener('visibilitychange', this.#look)
    this.#undo.push(() => document.removeEventListener('visibilitychange', this.#look))
  }

  #stop(): void {
    for (const undo of this.#undo) undo()
    clearTimeout(this.#timer)
  }

  /**
   * Not at once: a component may make a breaker while it renders, when React lets no other be updated; and a call must not
   * wait for a page. So a storm of events is one look, and a thousand hooks that mount set the timer once.
   */
  readonly #plan = (): void => {
    if (this.#isPlanned) return
    this.#isPlanned = true
    queueMicrotask(() => {
      this.#isPlanned = false
      this.#look()
    })
  }

  /** Everybody, whatever happened: a look is a reading, and renders nothing where nothing changed. */
  readonly #look = (): void => {
    for (const watcher of this.#watchers) watcher.look()
    this.#setTimer()
  }

  #setTimer(): void {
    clearTimeout(this.#timer)
    if (typeof document !== 'undefined' && document.visibilityState === 'hidden') return
    let delay = Infinity
    for (const { dueInMs } of this.#watchers) delay = Math.min(delay, dueInMs())
    if (delay === Infinity) return
    // A timer may fire a little early: the next then waits for the rest.
    this.#timer = setTimeout(this.#look, Math.min(Math.max(1, Math.ceil(delay)), LONGEST_DELAY_MS))
  }
}
