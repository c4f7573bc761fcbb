import type { Ledger } from './ledger.ts'

/** Proxies close what is silent for long. */
const ALIVE_MS = 15_000

/** One page that watches: what it knows, and what it is told next. */
export class Watcher {
  readonly #ledger: Ledger
  readonly #canControl: boolean
  #seen = 0
  #saidAt = 0
  #isOver = false
  #waiting: (() => void) | undefined

  constructor(ledger: Ledger, canControl: boolean) {
    this.#ledger = ledger
    this.#canControl = canControl
  }

  /** @returns the next message, once there is one; `undefined` when it is over */
  async next(): Promise<Uint8Array | undefined> {
    while (!this.#isOver && !this.#hasNews())
      await new Promise<void>(resolve => {
        this.#waiting = resolve
      })
    return this.#isOver ? undefined : this.#message()
  }

  /** A second has gone by. */
  wake(): void {
    this.#waiting?.()
    this.#waiting = undefined
  }

  /** @returns whether it was not over before */
  end(): boolean {
    if (this.#isOver) return false
    this.#isOver = true
    this.wake()
    return true
  }

  #hasNews(): boolean {
    return this.#seen < this.#ledger.version || Date.now() - this.#saidAt >= ALIVE_MS
  }

  #message(): Uint8Array {
    const isFirst = this.#seen === 0
    const { bytes, version } = isFirst
      ? this.#ledger.everything(this.#canControl)
      : this.#ledger.changesSince(this.#seen, this.#canControl)
    // The first may be some seconds old: what came since, and what time it is, follows at once.
    this.#saidAt = isFirst ? 0 : Date.now()
    this.#seen = version
    return bytes
  }
}
