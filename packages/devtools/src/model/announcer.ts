import type { TransitionView } from '../source/panel-source.ts'
import { transitionWords } from './words.ts'

/** The least time between two messages, so that a screen reader keeps up with an outage. */
const QUIET_MS = 5_000

/** Puts what happened into messages for those who listen: at most one in five seconds, many transitions as one. */
export class Announcer {
  #waiting: TransitionView[] = []
  #saidAt = Number.NEGATIVE_INFINITY

  tell(transition: TransitionView): void {
    // A breaker that probes has nothing to say that its neighbours do not.
    if (transition.to !== 'half-open') this.#waiting.push(transition)
  }

  /** @returns the message that is due, if any */
  message(now: number): string | undefined {
    if (this.#waiting.length === 0 || now - this.#saidAt < QUIET_MS) return undefined
    const told = this.#waiting
    this.#waiting = []
    this.#saidAt = now
    const [first] = told
    if (told.length === 1 && first !== undefined) return `${first.name} ${transitionWords(first)}`
    const count = (to: string) => new Set(told.filter(one => one.to === to).map(({ name }) => name)).size
    return [plural(count('open'), 'opened'), plural(count('closed'), 'closed')].filter(Boolean).join(', ')
  }
}

const plural = (count: number, verb: string): string =>
  count === 0 ? '' : `${count} ${count === 1 ? 'circuit' : 'circuits'} ${verb}`
