import type { Random } from '../engine/random.ts'
import type { Gate } from './gate.ts'
import type { World } from './world.ts'

/** Who calls: which of them it is, what stands between each and the service, and whether it may repeat. */
export class Clients {
  readonly #count: number
  readonly #shards: number
  readonly #isPerShard: boolean
  readonly #gates: readonly Gate[]
  readonly #random: Random
  readonly #tokens: Float64Array | undefined
  readonly #most: number
  readonly #perSuccess: number

  constructor(world: World, random: Random, makeGate: () => Gate) {
    this.#count = world.clients ?? 1
    this.#shards = world.shards ?? 1
    this.#isPerShard = world.breakerPer === 'shard'
    this.#random = random
    this.#gates = Array.from({ length: this.#count * (this.#isPerShard ? this.#shards : 1) }, makeGate)
    this.#most = world.retryTokens?.most ?? 0
    this.#perSuccess = world.retryTokens?.perSuccess ?? 0
    this.#tokens = world.retryTokens && new Float64Array(this.#count).fill(this.#most)
  }

  /** One of the clients, each as likely. */
  pick(): number {
    return this.#count === 1 ? 0 : Math.floor(this.#random() * this.#count)
  }

  gateOf(client: number, shard: number): Gate {
    return this.#gates[this.#isPerShard ? client * this.#shards + shard : client] as Gate
  }

  /** An answer earns a part of a retry. */
  earn(client: number): void {
    if (this.#tokens === undefined) return
    this.#tokens[client] = Math.min(this.#most, (this.#tokens[client] as number) + this.#perSuccess)
  }

  /** Whether the client has the token that a retry costs; takes it. */
  payForRetry(client: number): boolean {
    if (this.#tokens === undefined) return true
    const left = (this.#tokens[client] as number) - 1
    if (left < 0) return false
    this.#tokens[client] = left
    return true
  }
}
