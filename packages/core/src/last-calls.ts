import { Memory } from './memory.ts'
import type { CallWindow, Counts, Outcome, ResolvedConfig } from './types.ts'
import { DEV, wrong } from './words.ts'

/**
 * A sliding window of the last so many calls, in place of the window of time: `{ failureWindow: lastCalls(100) }`.
 *
 * It reads no clock for a call that went well, and forgets nothing with time.
 *
 * @param calls a whole number >= 1
 * @throws RangeError when it is not
 */
export const lastCalls = (calls: number): CallWindow => {
  if (!(Number.isInteger(calls) && calls >= 1)) throw wrong('calls', DEV && 'a whole number >= 1', calls)
  return { calls, _memory: countsSlow => new CountWindow(calls, countsSlow) }
}

/** The last `size` calls: a bit each, and a second one where a rule asks. Reads no clock, forgets nothing with time. */
class CountWindow extends Memory {
  readonly #size: number
  readonly #bits: 1 | 2
  readonly #words: number[]
  #next = 0
  #calls = 0
  #failures = 0
  #slow = 0

  constructor(size: number, countsSlow: boolean) {
    super()
    this.#size = size
    this.#bits = countsSlow ? 2 : 1
    // As long as it will be, where that is not long: an array that grows takes up to half as much again.
    this.#words = new Array(Math.min(Math.ceil((size * this.#bits) / 16), 64)).fill(0)
  }

  _record(outcome: Outcome, slow: boolean, _now: number, config: ResolvedConfig): void {
    const at = this.#next * this.#bits
    this.#next = this.#next + 1 === this.#size ? 0 : this.#next + 1
    if (this.#calls < this.#size) this.#calls += 1
    this.#failures += write(this.#words, at, outcome === 'failure')
    if (this.#bits === 2) this.#slow += write(this.#words, at + 1, slow)
    this._weigh(outcome, config)
  }

  _read(): Counts {
    return {
      calls: this.#calls,
      failures: this.#failures,
      slow: this.#slow,
      run: this._run,
      excess: this._excess,
    }
  }

  _forget(): void {
    this.#words.fill(0)
    this.#next = this.#calls = this.#failures = this.#slow = 0
    this._calm()
  }

  _stir(): void {}

  // What counts calls knows no silence, and reads no clock to find one.
  _isSilent(): boolean {
    return false
  }
}

/**
 * Writes a bit: sixteen to a word, since small integers cost no allocation.
 *
 * @returns by how much it has grown: -1, 0 or 1
 */
const write = (words: number[], at: number, bit: boolean): number => {
  const index = at >>> 4
  const mask = 1 << (at & 15)
  const word = words[index] ?? 0
  if (((word & mask) !== 0) === bit) return 0
  while (words.length <= index) words.push(0)
  words[index] = word ^ mask
  return bit ? 1 : -1
}
