/** The calls under way, one row each, in typed arrays: a call that begins allocates nothing. */
export class Attempts {
  /** Changes whenever an attempt ends, so that what was planned for it is known to be stale. */
  stamps: Int32Array = new Int32Array(256)
  calledAt: Float64Array = new Float64Array(256)
  sentAt: Float64Array = new Float64Array(256)
  /** How long it will be worked on. */
  takesMs: Float64Array = new Float64Array(256)
  permits: Float64Array = new Float64Array(256)
  clients: Int32Array = new Int32Array(256)
  shards: Int32Array = new Int32Array(256)
  servers: Int32Array = new Int32Array(256)
  /** How often the call was sent. */
  tries: Int32Array = new Int32Array(256)
  /** 1 where the attempt under way will fail. */
  fails: Uint8Array = new Uint8Array(256)
  /** 1 where the call's first attempt would have been answered, had it been let through. */
  good: Uint8Array = new Uint8Array(256)
  /** 1 while an attempt is on the wire. */
  isOut: Uint8Array = new Uint8Array(256)

  #free: number[] = []
  #used = 0

  take(): number {
    const row = this.#free.pop() ?? this.#used++
    if (row === this.stamps.length) this.#grow()
    return row
  }

  give(row: number): void {
    this.#free.push(row)
  }

  /** The rows with an attempt on the wire. */
  out(): number[] {
    const rows: number[] = []
    for (let row = 0; row < this.#used; row++) if (this.isOut[row] === 1) rows.push(row)
    return rows
  }

  #grow(): void {
    const wider = <Kind extends Float64Array | Int32Array | Uint8Array>(old: Kind, made: Kind): Kind => {
      made.set(old)
      return made
    }
    const length = 2 * this.stamps.length
    for (const column of ['stamps', 'clients', 'shards', 'servers', 'tries'] as const) {
      this[column] = wider(this[column], new Int32Array(length))
    }
    for (const column of ['calledAt', 'sentAt', 'takesMs', 'permits'] as const) {
      this[column] = wider(this[column], new Float64Array(length))
    }
    for (const column of ['fails', 'good', 'isOut'] as const) {
      this[column] = wider(this[column], new Uint8Array(length))
    }
  }
}
