/** How closely a component follows the numbers of a status. */
export interface RefreshOptions {
  /**
   * Takes a new reading every so many milliseconds, at least 16, while the page is visible; the component renders anew where
   * one differs from the last. Without it the numbers are those of the last change of state.
   *
   * @default undefined
   */
  readonly refreshMs?: number | undefined
}

/** @throws RangeError when it is no interval */
export const checkRefresh = (refreshMs: number | undefined): void => {
  if (refreshMs !== undefined && !(refreshMs >= 16 && refreshMs < Infinity)) {
    throw new RangeError(`refreshMs must be a number >= 16, got ${String(refreshMs)}`)
  }
}

/** Moments an interval apart. All of the same interval fall together, so that a page renders once for them. */
export class Beat {
  readonly #everyMs: number | undefined
  #next: number

  constructor(everyMs: number | undefined) {
    this.#everyMs = everyMs
    this.#next = this.#after(performance.now())
  }

  get dueInMs(): number {
    return this.#next - performance.now()
  }

  /** Whether a moment has passed since this was last asked. */
  take(): boolean {
    const now = performance.now()
    if (now < this.#next) return false
    this.#next = this.#after(now)
    return true
  }

  #after(now: number): number {
    return this.#everyMs === undefined ? Infinity : (Math.floor(now / this.#everyMs) + 1) * this.#everyMs
  }
}
