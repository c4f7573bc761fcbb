import { EventQueue } from '../engine/event-queue.ts'

/** The calls that are read and not over yet, a row each, in typed arrays; with the permits that each candidate gave them. */
export class Pending {
  readonly events: EventQueue = new EventQueue()
  targets: Int32Array = new Int32Array(1_024)
  durations: Float64Array = new Float64Array(1_024)
  waits: Float64Array = new Float64Array(1_024)
  outcomes: Uint8Array = new Uint8Array(1_024)
  permits: Float64Array
  readonly #width: number
  readonly #free: number[] = []
  #used = 0

  constructor(candidates: number) {
    this.#width = candidates
    this.permits = new Float64Array(1_024 * candidates)
  }

  take(): number {
    const row = this.#free.pop() ?? this.#used++
    if (row === this.targets.length) this.#grow()
    return row
  }

  give(row: number): void {
    this.#free.push(row)
  }

  #grow(): void {
    const length = 2 * this.targets.length
    const wider = <Kind extends Float64Array | Int32Array | Uint8Array>(old: Kind, made: Kind): Kind => {
      made.set(old)
      return made
    }
    this.targets = wider(this.targets, new Int32Array(length))
    this.durations = wider(this.durations, new Float64Array(length))
    this.waits = wider(this.waits, new Float64Array(length))
    this.outcomes = wider(this.outcomes, new Uint8Array(length))
    this.permits = wider(this.permits, new Float64Array(length * this.#width))
  }
}
