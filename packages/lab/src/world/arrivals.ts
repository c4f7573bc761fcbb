import { exponential, type Random } from '../engine/random.ts'
import type { World } from './world.ts'

/** When calls begin: independent of each other, at a rate that bursts change. */
export class Arrivals {
  readonly #random: Random
  readonly #edges: readonly number[]
  readonly #world: World
  #at = 0

  constructor(world: World, random: Random) {
    this.#world = world
    this.#random = random
    const edges = (world.bursts ?? []).flatMap(({ fromMs, toMs }) => [fromMs, toMs])
    this.#edges = [...new Set(edges)].toSorted((left, right) => left - right)
  }

  /** The next one; `Infinity` when the world has ended. */
  next(): number {
    // Nothing is remembered of the wait so far, so that at each edge it may begin anew with another rate.
    for (;;) {
      const edge = this.#edges.find(candidate => candidate > this.#at) ?? Infinity
      const at = this.#at + exponential(this.#random, 1_000 / this.#rateAt(this.#at))
      this.#at = Math.min(at, edge)
      if (this.#at >= this.#world.durationMs) return Infinity
      if (at <= edge) return at
    }
  }

  #rateAt(now: number): number {
    const burst = this.#world.bursts?.find(({ fromMs, toMs }) => fromMs <= now && now < toMs)
    return this.#world.callsPerSecond * (burst?.factor ?? 1)
  }
}
