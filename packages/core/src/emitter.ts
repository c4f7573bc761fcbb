import { report } from './report.ts'
import type { CircuitBreakerManagerEvents as Events, Listener } from './types.ts'
import { assertFunction, DEV, show } from './words.ts'

type Listeners = { readonly [Type in keyof Events]: Set<Listener<Events[Type]>> }

/** The listeners of one breaker, or of all that a manager keeps. */
export class Emitter {
  readonly #listeners: Listeners

  /** @param more what a manager tells of beside the events of a breaker */
  constructor(more?: Pick<Listeners, 'created' | 'removed'>) {
    // A breaker's lacks the two of a manager, and refuses to listen for them.
    this.#listeners = {
      transition: new Set(),
      rescheduled: new Set(),
      rejected: new Set(),
      settled: new Set(),
      ...more,
    } as unknown as Listeners
  }

  on<Type extends keyof Events>(type: Type, listener: Listener<Events[Type]>): () => void {
    if (!Object.hasOwn(this.#listeners, type))
      throw new TypeError(DEV ? `there is no event ${show(type)}` : 'event')
    assertFunction('listener', listener)
    const listeners: Set<Listener<Events[Type]>> = this.#listeners[type]
    // A function of its own for every registration, so that an undo takes back just that one.
    const entry: Listener<Events[Type]> = event => listener(event)
    listeners.add(entry)
    return () => {
      listeners.delete(entry)
    }
  }

  /** Whether anybody listens: an event that nobody hears is not made. */
  _wants(type: keyof Events): boolean {
    return this.#listeners[type].size > 0
  }

  /** Puts the event before those who listen now; `deliver` hands it out. */
  _enqueue<Type extends keyof Events>(type: Type, event: Events[Type]): void {
    for (const listener of this.#listeners[type]) queue.push(() => listener(event))
  }
}

const queue: (() => unknown)[] = []
let isDelivering = false

/** Hands out what was enqueued. Events that listeners cause in turn wait, so that everybody hears all in order. */
export const deliver = (): void => {
  if (isDelivering) return
  isDelivering = true
  try {
    while (queue.length > 0) tell(queue.shift())
  } finally {
    // What no `catch` can hold, such as the end of the stack, goes to the caller; the others hear the rest next time.
    isDelivering = false
  }
}

const tell = (listen: (() => unknown) | undefined): void => {
  try {
    const answer = listen?.() as { then?: unknown } | null | undefined
    if (typeof answer?.then === 'function') Promise.resolve(answer).catch(report)
  } catch (error) {
    report(error)
  }
}
