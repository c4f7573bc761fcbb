/** What is counted. All but `attempts` belong to the moment at which the call began. */
export type Count = 'calls' | 'good' | 'answered' | 'goodAnswered' | 'rejected' | 'goodRejected' | 'attempts'

const COUNTS: readonly Count[] = [
  'calls',
  'good',
  'answered',
  'goodAnswered',
  'rejected',
  'goodRejected',
  'attempts',
]

/**
 * What happened, second by second.
 *
 * - `calls` began; `attempts` were sent, retries among them
 * - `good` would have been answered at the first attempt, had they all been let through (without queues: what a server with a
 *   limit does to a call depends on the others)
 * - `answered` got their answer in the end, `goodAnswered` of them were good
 * - `rejected` ended because a breaker refused an attempt, `goodRejected` of them were good
 */
export class Tally {
  readonly seconds: number
  readonly #columns: Readonly<Record<Count, Int32Array>>

  constructor(durationMs: number) {
    this.seconds = Math.ceil(durationMs / 1_000) + 1
    this.#columns = Object.fromEntries(
      COUNTS.map(count => [count, new Int32Array(this.seconds)]),
    ) as unknown as Record<Count, Int32Array>
  }

  add(count: Count, at: number): void {
    const column = this.#columns[count]
    const second = Math.min((at / 1_000) | 0, column.length - 1)
    column[second] = (column[second] as number) + 1
  }

  /** How many there were in [fromMs, toMs), by full seconds. */
  sum(count: Count, fromMs: number = 0, toMs: number = Infinity): number {
    const column = this.#columns[count]
    const [from, to] = [Math.floor(fromMs / 1_000), Math.min(Math.ceil(toMs / 1_000), column.length)]
    let sum = 0
    for (let second = from; second < to; second++) sum += column[second] as number
    return sum
  }

  /** How many there were in each second. */
  series(count: Count): readonly number[] {
    return [...this.#columns[count]]
  }
}
