import type { CircuitTransition } from '@recloser/core'

/** Measures how long circuits stay open: from the moment they open until the first probe, or until somebody closes them. */
export class OpenPeriods {
  readonly #openedAt = new Map<string, number>()

  /** @returns the seconds of an open period that this transition ends */
  note({ name, to, at }: Pick<CircuitTransition, 'name' | 'to' | 'at'>): number | undefined {
    const since = this.#openedAt.get(name)
    if (to === 'open') {
      if (since === undefined) this.#openedAt.set(name, at)
      return undefined
    }
    this.#openedAt.delete(name)
    return since === undefined ? undefined : (at - since) / 1_000
  }

  forget(name: string): void {
    this.#openedAt.delete(name)
  }
}
