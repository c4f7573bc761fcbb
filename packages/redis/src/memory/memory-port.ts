import type { Script } from '../script.ts'
import type { Hear, Host, MemoryPort, MemoryStore } from './types.ts'

/** A connection to a memory store. */
export class Port implements MemoryPort {
  #store: Host
  #held: (() => void)[] | undefined
  readonly #listeners = new Map<string, Set<(message: string) => void>>()
  readonly #reconnected = new Set<() => void>()

  constructor(store: Host) {
    this.#store = store
    store.hearing.add(this.#hear)
  }

  async call(script: Script, _keys: readonly string[], args: readonly string[]): Promise<unknown> {
    if (this.#held !== undefined) await new Promise<void>(go => this.#held?.push(go))
    await this.#travel()
    const reply = await this.#store.run(script, args)
    await this.#travel()
    return reply
  }

  async subscribe(channel: string, listener: (message: string) => void): Promise<() => void> {
    const listeners = this.#listeners.get(channel) ?? new Set()
    this.#listeners.set(channel, listeners.add(listener))
    return () => void listeners.delete(listener)
  }

  onReconnect(listener: () => void): () => void {
    this.#reconnected.add(listener)
    return () => void this.#reconnected.delete(listener)
  }

  async close(): Promise<void> {
    this.#store.hearing.delete(this.#hear)
    this.#listeners.clear()
  }

  cut(): void {
    this.#held ??= []
  }

  heal(): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const go of held) go()
    for (const listener of [...this.#reconnected]) listener()
  }

  moveTo(store: MemoryStore): void {
    this.#store.hearing.delete(this.#hear)
    this.#store = store as Host
    this.#store.hearing.add(this.#hear)
    for (const listener of [...this.#reconnected]) listener()
  }

  readonly #hear: Hear = (channel, message) => {
    if (this.#held !== undefined) return
    const tell = (): void => {
      for (const listener of [...(this.#listeners.get(channel) ?? [])]) listener(message)
    }
    const { delayMs, scheduler } = this.#store
    if (delayMs > 0) scheduler.after(delayMs, tell)
    else queueMicrotask(tell)
  }

  async #travel(): Promise<void> {
    const { delayMs, scheduler } = this.#store
    if (delayMs > 0) await new Promise<void>(arrived => scheduler.after(delayMs, arrived))
  }
}
