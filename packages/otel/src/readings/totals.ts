import { BREAKER_NAME, OTHER, type SeriesAttributes } from './attributes.ts'

/** One series and its value. */
export interface Sample {
  readonly attributes: SeriesAttributes
  readonly value: number
}

/** Sums by attributes that only grow, and of which there is a greatest number: above it, names fold into `_other`. */
export class Totals {
  readonly #maxSamples: number
  readonly #sums = new Map<string, { attributes: SeriesAttributes; value: number }>()

  constructor(maxSamples: number) {
    this.#maxSamples = maxSamples
  }

  add(owner: SeriesAttributes, more: SeriesAttributes, amount: number): void {
    const attributes = { ...owner, ...more }
    const key = JSON.stringify([owner[BREAKER_NAME], more])
    const sum = this.#sums.get(key)
    if (sum !== undefined) sum.value += amount
    else if (this.#sums.size < this.#maxSamples || owner[BREAKER_NAME] === OTHER)
      this.#sums.set(key, { attributes, value: amount })
    else this.add({ [BREAKER_NAME]: OTHER }, more, amount)
  }

  samples(): readonly Sample[] {
    return [...this.#sums.values()]
  }
}
