/**
 * What happens next: a heap of events in typed arrays, so that a million calls allocate nothing.
 *
 * Events of the same moment come out in the order in which they went in, or a run could not be repeated.
 */
export class EventQueue {
  /** The event that `pop` took last. */
  time = 0
  kind = 0
  subject = 0
  stamp = 0

  #size = 0
  #serial = 0
  // In the order of the heap: the moments, and the rows in which the rest of each event stands.
  #times = new Float64Array(1_024)
  #rows: Int32Array = Int32Array.from({ length: 1_024 }, (_, row) => row)
  #serials = new Float64Array(1_024)
  #kinds = new Int32Array(1_024)
  #subjects = new Int32Array(1_024)
  #stamps = new Int32Array(1_024)

  get size(): number {
    return this.#size
  }

  /** When the next event happens; `Infinity` when none will. */
  get nextTime(): number {
    return this.#size === 0 ? Infinity : (this.#times[0] as number)
  }

  /** @param stamp tells an event apart from one for an earlier holder of the same subject */
  push(time: number, kind: number, subject: number, stamp: number): void {
    if (this.#size === this.#times.length) this.#grow()
    // Rows beyond the size are the free ones.
    const row = this.#rows[this.#size] as number
    this.#serials[row] = this.#serial++
    this.#kinds[row] = kind
    this.#subjects[row] = subject
    this.#stamps[row] = stamp
    this.#rise(this.#size++, time, row)
  }

  /** Takes the next event into the fields; `false` when there is none. */
  pop(): boolean {
    if (this.#size === 0) return false
    const row = this.#rows[0] as number
    this.time = this.#times[0] as number
    this.kind = this.#kinds[row] as number
    this.subject = this.#subjects[row] as number
    this.stamp = this.#stamps[row] as number
    const last = --this.#size
    const [time, moved] = [this.#times[last] as number, this.#rows[last] as number]
    this.#rows[last] = row
    if (last > 0) this.#sink(time, moved)
    return true
  }

  // Four children a node: half as many levels as with two, and the four lie side by side in memory.
  #rise(from: number, time: number, row: number): void {
    const [times, rows] = [this.#times, this.#rows]
    let place = from
    while (place > 0) {
      const parent = (place - 1) >> 2
      // The new event is the youngest: of the same moment, it stays behind.
      if ((times[parent] as number) <= time) break
      times[place] = times[parent] as number
      rows[place] = rows[parent] as number
      place = parent
    }
    times[place] = time
    rows[place] = row
  }

  #sink(time: number, row: number): void {
    const [times, rows, size] = [this.#times, this.#rows, this.#size]
    let place = 0
    for (let first = 1; first < size; first = 4 * place + 1) {
      const least = this.#leastFrom(first, Math.min(first + 4, size))
      if (!this.#isBefore(times[least] as number, rows[least] as number, time, row)) break
      times[place] = times[least] as number
      rows[place] = rows[least] as number
      place = least
    }
    times[place] = time
    rows[place] = row
  }

  #leastFrom(first: number, end: number): number {
    const [times, rows] = [this.#times, this.#rows]
    let least = first
    for (let place = first + 1; place < end; place++) {
      const [time, row] = [times[place] as number, rows[place] as number]
      if (this.#isBefore(time, row, times[least] as number, rows[least] as number)) least = place
    }
    return least
  }

  #isBefore(time: number, row: number, otherTime: number, otherRow: number): boolean {
    if (time !== otherTime) return time < otherTime
    return (this.#serials[row] as number) < (this.#serials[otherRow] as number)
  }

  #grow(): void {
    const length = this.#times.length
    const wider = <Kind extends Float64Array | Int32Array>(old: Kind, made: Kind): Kind => {
      made.set(old)
      return made
    }
    this.#times = wider(this.#times, new Float64Array(2 * length))
    this.#rows = wider(
      this.#rows,
      Int32Array.from({ length: 2 * length }, (_, row) => row),
    )
    this.#serials = wider(this.#serials, new Float64Array(2 * length))
    this.#kinds = wider(this.#kinds, new Int32Array(2 * length))
    this.#subjects = wider(this.#subjects, new Int32Array(2 * length))
    this.#stamps = wider(this.#stamps, new Int32Array(2 * length))
  }
}
