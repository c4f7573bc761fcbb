import type { CircuitBreakerStatus, CircuitState } from '@recloser/core'
import { BREAKER_NAME, BREAKER_STATE, OTHER, type SeriesAttributes } from './attributes.ts'
import type { Sample } from './totals.ts'

const STATES: readonly CircuitState[] = /* @__PURE__ */ Object.freeze([
  'closed',
  'open',
  'half-open',
] as const)

export interface StatusSeriesOptions {
  /** How many breakers are named at most. */
  readonly limit: number
  /** For how long a breaker is named after it closed, in milliseconds; `Infinity`: for ever. */
  readonly forMs: number
}

/**
 * Names the breakers that are not closed, and those that were not a while ago. The ones for which there is no room are
 * counted under `_other`, so that no open breaker is missing from the sum.
 */
export class StatusSeries {
  readonly #options: StatusSeriesOptions
  readonly #attributesOf: (name: string) => SeriesAttributes
  /** By name, when it was last known not to be closed. */
  readonly #named = new Map<string, number>()

  constructor(options: StatusSeriesOptions, attributesOf: (name: string) => SeriesAttributes) {
    this.#options = options
    this.#attributesOf = attributesOf
  }

  /** Notes that a breaker has left `closed`, even if it is back before anybody reads. */
  touch(name: string, now: number): void {
    // Set anew, so that the map is in the order of time.
    if (this.#named.delete(name) || this.#named.size < this.#options.limit) this.#named.set(name, now)
  }

  *samples(statuses: readonly CircuitBreakerStatus[], now: number): Generator<Sample> {
    const troubled = statuses.filter(({ state }) => state !== 'closed')
    this.#forget(now, new Set(troubled.map(({ name }) => name)))
    for (const state of ['open', 'half-open'] as const)
      for (const status of troubled) if (status.state === state) this.touch(status.name, now)

    const known = new Map(statuses.map(({ name, state }) => [name, state]))
    for (const name of this.#named.keys()) yield* one(this.#attributesOf(name), known.get(name))
    const unnamed = troubled.filter(({ name }) => !this.#named.has(name))
    for (const state of ['open', 'half-open'] as const) {
      const value = unnamed.filter(status => status.state === state).length
      yield { attributes: { [BREAKER_NAME]: OTHER, [BREAKER_STATE]: state }, value }
    }
  }

  /** Makes room: what closed long ago goes, and where room is short whatever is closed, the longest first. */
  #forget(now: number, troubled: ReadonlySet<string>): void {
    const { forMs, limit } = this.#options
    if (forMs === Infinity) return
    const missing = [...troubled].filter(name => !this.#named.has(name)).length
    for (const [name, at] of this.#named) {
      const isTight = this.#named.size + missing > limit
      if (!troubled.has(name) && (isTight || now - at >= forMs)) this.#named.delete(name)
    }
  }
}

/** 1 for the state that it is in, 0 for the others; a breaker that is no more is in none. */
function* one(owner: SeriesAttributes, current: CircuitState | undefined): Generator<Sample> {
  for (const state of STATES)
    yield { attributes: { ...owner, [BREAKER_STATE]: state }, value: state === current ? 1 : 0 }
}
