import { type AttributesOf, BREAKER_NAME, OTHER, type SeriesAttributes } from './attributes.ts'

const FOLDED: SeriesAttributes = /* @__PURE__ */ Object.freeze({ [BREAKER_NAME]: OTHER })

/**
 * Which breakers have series of their own: the first so many names. All others share `_other`. A place is never given to
 * another name, because OpenTelemetry's SDK keeps every series it has seen until the process ends.
 */
export class Folding {
  readonly #maxNames: number
  readonly #attributesOf: AttributesOf
  readonly #own = new Map<string, SeriesAttributes>()

  constructor(maxNames: number, attributesOf: AttributesOf) {
    this.#maxNames = maxNames
    this.#attributesOf = attributesOf
  }

  attributesFor(name: string): SeriesAttributes {
    const known = this.#own.get(name)
    if (known !== undefined) return known
    if (this.#own.size >= this.#maxNames) return FOLDED
    const attributes = { ...this.#attributesOf(name), [BREAKER_NAME]: name }
    this.#own.set(name, attributes)
    return attributes
  }

  isFolded(name: string): boolean {
    return this.attributesFor(name) === FOLDED
  }
}
