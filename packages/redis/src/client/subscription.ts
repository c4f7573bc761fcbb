import type { FleetPort } from '../port.ts'

/** Hears what the fleet publishes, as soon as the store can be reached, and once only. */
export class Subscription {
  readonly #port: FleetPort
  readonly #channel: string
  readonly #listener: (message: string) => void
  #attempt: Promise<() => void> | undefined
  #isClosed = false

  constructor(port: FleetPort, channel: string, listener: (message: string) => void) {
    this.#port = port
    this.#channel = channel
    this.#listener = listener
  }

  /** Subscribes, unless that was done or is being tried. A client may try for as long as the store is away. @throws what the client says */
  async begin(): Promise<void> {
    if (this.#isClosed) return
    this.#attempt ??= this.#port.subscribe(this.#channel, message => {
      if (!this.#isClosed) this.#listener(message)
    })
    try {
      await this.#attempt
    } catch (error) {
      this.#attempt = undefined
      throw error
    }
  }

  close(): void {
    this.#isClosed = true
    this.#attempt?.then(
      undo => undo(),
      () => {},
    )
  }
}
