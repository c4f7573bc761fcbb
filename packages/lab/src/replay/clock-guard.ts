import type { LoggedCall } from './logged-call.ts'

/** A log that jumps ahead by more than this may have a wrong time in it. */
const JUMP_MS = 3_600_000
/** So many lines in a row that have jumped are right. */
const WITNESSES = 3

/**
 * Keeps lines from the future out: one wrong year would move the clock so far that every other line came too late. A jump is
 * believed when the lines that follow have made it too, as after a night without traffic.
 */
export class ClockGuard {
  readonly #pass: (call: LoggedCall) => void
  readonly #drop: () => void
  #last = Number.NaN
  #held: LoggedCall[] = []

  constructor(pass: (call: LoggedCall) => void, drop: () => void) {
    this.#pass = pass
    this.#drop = drop
  }

  take(call: LoggedCall): void {
    const end = endOf(call)
    if (this.#held.length > 0) this.#dropAhead(end + JUMP_MS)
    // Of the first line nobody can say whether its time is right; the next ones show.
    const isDoubtful = this.#held.length > 0 || Number.isNaN(this.#last) || end > this.#last + JUMP_MS
    if (!isDoubtful) {
      this.#accept(call)
      return
    }
    this.#held.push({ ...call })
    if (this.#held.length === WITNESSES) this.end()
  }

  /** Nothing contradicts what is still held. */
  end(): void {
    const held = this.#held
    this.#held = []
    for (const call of held) this.#accept(call)
  }

  #dropAhead(limit: number): void {
    const kept = this.#held.filter(call => endOf(call) <= limit)
    for (let index = kept.length; index < this.#held.length; index++) this.#drop()
    this.#held = kept
  }

  #accept(call: LoggedCall): void {
    const end = endOf(call)
    this.#last = Number.isNaN(this.#last) ? end : Math.max(this.#last, end)
    this.#pass(call)
  }
}

const endOf = ({ startMs, durationMs }: LoggedCall): number => startMs + durationMs
