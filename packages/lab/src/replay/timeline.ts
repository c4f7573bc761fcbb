/** Counts by time, in at most so many steps: when the log outgrows them, two steps become one. */
export class Timeline {
  readonly #columns: Float64Array[]
  readonly #most: number
  #from = 0
  #stepMs = 1_000
  #used = 0

  constructor(columns: number, most = 512) {
    this.#most = most
    this.#columns = Array.from({ length: columns }, () => new Float64Array(most))
  }

  get fromMs(): number {
    return this.#from
  }

  get stepMs(): number {
    return this.#stepMs
  }

  /** Adds one to a column. What is earlier than the first counts with the first. */
  add(column: number, at: number): void {
    if (this.#used === 0) this.#from = at
    let step = Math.max(0, Math.floor((at - this.#from) / this.#stepMs))
    while (step >= this.#most) {
      this.#halve()
      step = Math.floor((at - this.#from) / this.#stepMs)
    }
    if (step >= this.#used) this.#used = step + 1
    const counts = this.#columns[column] as Float64Array
    counts[step] = (counts[step] as number) + 1
  }

  /** The counts of a column, step by step. */
  series(column: number): number[] {
    return [...(this.#columns[column] as Float64Array).subarray(0, this.#used)]
  }

  #halve(): void {
    this.#stepMs *= 2
    for (const counts of this.#columns) {
      for (let step = 0; step < this.#most; step++) {
        const [left = 0, right = 0] = [counts[2 * step], counts[2 * step + 1]]
        counts[step] = left + right
      }
    }
    this.#used = Math.ceil(this.#used / 2)
  }
}
