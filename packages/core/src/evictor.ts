import type { Memory } from './memory.ts'
import type { State } from './state.ts'
import type { ResolvedConfig } from './types.ts'

/** As much of a breaker as tells whether it may go. */
interface Candidate {
  readonly config: ResolvedConfig
  readonly _state: State
  readonly _memory: Memory
}

/** How many breakers one miss looks at: making room must not cost more the more there are. */
const SCAN = 32

/**
 * Chooses which breaker makes room for another, as a clock's hand goes round: one that was used since the hand last
 * passed gets another round, so that about the longest unused goes first, and a hit costs nothing.
 */
export class Evictor<Kept extends Candidate> {
  readonly #candidates = new Set<Kept>()
  #hand: Iterator<Kept> = this.#candidates.values()

  add(breaker: Kept): void {
    this.#candidates.add(breaker)
  }

  delete(breaker: Kept): void {
    this.#candidates.delete(breaker)
  }

  /** Whom to `delete`: the first quiet and unused, else one quiet, else one open and long overdue; or nobody. */
  _choose(atMost: number = SCAN): Kept | undefined {
    let second: Kept | undefined
    let last: Kept | undefined
    for (let scanned = 0; scanned < atMost && scanned < this.#candidates.size; scanned += 1) {
      const candidate = this.#next()
      if (candidate === undefined) break
      const rank = standingOf(candidate)
      if (rank === 'unused') return candidate
      if (rank === 'quiet') second ??= candidate
      if (rank === 'overdue') last ??= candidate
    }
    return second ?? last
  }

  #next(): Kept | undefined {
    const step = this.#hand.next()
    if (!step.done) return step.value
    this.#hand = this.#candidates.values()
    return this.#hand.next().value
  }
}

/** Whether a breaker may make room for another, and how soon. */
type Standing = 'unused' | 'quiet' | 'overdue' | 'needed'

/**
 * How dispensable a breaker is. Quiet: closed with nothing in flight and nothing bad in its window; unused: the same, and not
 * called since this was last asked; overdue: open or half-open, or failing by a count window that no time empties, and nobody
 * calls any more.
 */
const standingOf = ({ _state: state, _memory: memory, config }: Candidate): Standing => {
  const { clock, failureWindow, maxBackoffMs } = config
  const now = clock.now()
  const isRecent = memory._isRecent
  memory._isRecent = false
  if (memory._inFlight > 0 || (state.name === 'half-open' && isRecent)) return 'needed'
  if (state.name !== 'closed') return now - state._until > maxBackoffMs ? 'overdue' : 'needed'
  const { failures, slow, run } = memory._read(now, config)
  // What a time window holds against it passes by itself; a count window would hold it for ever.
  if (failures + slow + run > 0) return failureWindow && !isRecent ? 'overdue' : 'needed'
  return isRecent ? 'quiet' : 'unused'
}
