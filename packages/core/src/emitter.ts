import { assertFunction, show } from './config-rules.ts'
import type { CircuitBreakerManagerEvents as Events, Listener } from './events.ts'
import { report } from './report.ts'

type Listeners = { [Type in keyof Events]: Listener<Events[Type]>[] }

/** The listeners of one breaker, or of all that a manager keeps. */
export class Emitter {
  readonly #listeners: Listeners

  /** @param more what a manager tells of beside the events of a breaker */
  constructor(more?: Pick<Listeners, 'created' | 'removed'>) {
    // A breaker's lacks the two of a manager, and refuses to listen for them.
    this.#listeners = { transition: [], rejected: [], settled: [], ...more } as Listeners
  }

  on<Type extends keyof Events>(type: Type, listener: Listener<Events[Type]>): () => void {
    if (!Object.hasOwn(this.#listeners, type)) throw new TypeError(`there is no event ${show(type)}`)
    assertFunction('listener', listener)
    // A function of its own for every registration, so that an undo takes back just that one.
    const entry: Listener<Events[Type]> = event => listener(event)
    const listeners = this.#listeners as { [Key in Type]: Listener<Events[Type]>[] }
    listeners[type].push(entry)
    return () => {
      listeners[type] = listeners[type].filter(other => other !== entry)
    }
  }

  /** Whether anybody listens: an event that nobody hears is not made. */
  wants(type: keyof Events): boolean {
    return this.#listeners[type].length > 0
  }

  /** Puts the event before those who listen now; `deliver` hands it out. */
  enqueue<Type extends keyof Events>(type: Type, event: Events[Type]): void {
    for (const listener of this.#listeners[type]) queue.push(() => listener(event))
  }
}

const queue: (() => unknown)[] = []
let isDelivering = false

/** Hands out what was enqueued. Events that listeners cause in turn wait, so that everybody hears all in order. */
export const deliver = (): void => {
  if (isDelivering) return
  isDelivering = true
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) tell(next)
  isDelivering = false
}

const tell = (listen: () => unknown): void => {
  try {
    const answer = listen() as { then?: unknown } | null | undefined
    if (typeof answer?.then === 'function') Promise.resolve(answer).catch(report)
  } catch (error) {
    report(error)
  }
}
