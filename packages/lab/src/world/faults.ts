import type { Random } from '../engine/random.ts'
import type { Fault } from './world.ts'

/** What a fault does to one attempt. Reused: it holds for the attempt that was asked about last. */
export interface Fate {
  fails: boolean
  /** How long the failing attempt takes; `undefined`: as long as any. */
  afterMs: number | undefined
  /** How many times as long it takes. */
  slowness: number
}

/** Which faults are there at the moment. */
export class Faults {
  readonly #faults: readonly Fault[]
  readonly #random: Random
  #active: readonly Fault[] = []
  #changesAt = 0
  readonly #fate: Fate = { fails: false, afterMs: undefined, slowness: 1 }

  constructor(faults: readonly Fault[], random: Random) {
    this.#faults = faults
    this.#random = random
  }

  /** What happens to an attempt that is sent now. Time must not go back. */
  fateOf(now: number, shard: number, instance: number): Fate {
    if (now >= this.#changesAt) this.#look(now)
    const fate = this.#fate
    fate.fails = false
    fate.afterMs = undefined
    fate.slowness = 1
    for (const fault of this.#active) {
      if (isAt(fault, shard, instance)) this.#apply(fault, fate)
    }
    return fate
  }

  /** The first moment at which each dying connection dies. */
  deaths(): { index: number; at: number }[] {
    return this.#faults.flatMap((fault, index) =>
      fault.kind === 'dying-connection' ? [{ index, at: fault.fromMs + fault.everyMs }] : [],
    )
  }

  /** When the connection dies next; `Infinity` when it does no more. */
  deathAfter(index: number, now: number): number {
    const fault = this.#faults[index]
    return fault?.kind === 'dying-connection' && now + fault.everyMs < fault.toMs
      ? now + fault.everyMs
      : Infinity
  }

  /** Whether a fault is there for an instance of a shard. */
  isAt(index: number, shard: number, instance: number): boolean {
    return isAt(this.#faults[index] as Fault, shard, instance)
  }

  #apply(fault: Fault, fate: Fate): void {
    if (fault.kind === 'slow') fate.slowness *= fault.factor
    else if (fault.kind === 'errors' && this.#random() < fault.share) {
      fate.fails = true
      fate.afterMs = fault.afterMs
    }
  }

  #look(now: number): void {
    this.#active = this.#faults.filter(({ fromMs, toMs }) => fromMs <= now && now < toMs)
    const edges = this.#faults.flatMap(({ fromMs, toMs }) => [fromMs, toMs])
    this.#changesAt = Math.min(Infinity, ...edges.filter(edge => edge > now))
  }
}

const isAt = (fault: Fault, shard: number, instance: number): boolean =>
  (fault.shard ?? shard) === shard && (fault.instance ?? instance) === instance
