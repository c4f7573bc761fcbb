import { assertFunction } from './config-rules.ts'
import { deliver, Emitter } from './emitter.ts'
import {
  type CircuitBreakerEvents,
  type CircuitBreakerManagerEvents,
  type CircuitTransition,
  isRecovery,
  isTrip,
  type Listener,
  type TransitionCallback,
} from './events.ts'

/** Makes a breaker tell the listeners of its manager, or nobody but its own: for the manager alone. */
export let tellManager: (breaker: Observable, emitter: Emitter | undefined) => void

/** Tells a breaker's own listeners and those of its manager. Costs two empty fields where nobody listens. */
export abstract class Observable {
  #own: Emitter | undefined
  #managerEmitter: Emitter | undefined

  /** Calls back on each entry into open by a rule. @returns its undo @throws TypeError when it is no function */
  onTrip(callback: TransitionCallback): () => void {
    assertFunction('callback', callback)
    return this.on('transition', event => isTrip(event) && callback(event.name, event.to, event))
  }

  /** Calls back on each way from half-open to closed. @returns its undo @throws TypeError when it is no function */
  onRecovery(callback: TransitionCallback): () => void {
    assertFunction('callback', callback)
    return this.on('transition', event => isRecovery(event) && callback(event.name, event.to, event))
  }

  /**
   * Listens: synchronously, after the state has changed. A listener may do anything to the breaker; what it throws or
   * rejects with is reported through `reportError` (or `console.error`) and reaches nobody.
   *
   * @returns its undo
   * @throws TypeError when there is no such event, or the listener is no function
   */
  on<Type extends keyof CircuitBreakerEvents>(
    type: Type,
    listener: Listener<CircuitBreakerEvents[Type]>,
  ): () => void {
    this.#own ??= new Emitter()
    return this.#own.on(type, listener)
  }

  /** @internal */
  protected wants(type: keyof CircuitBreakerEvents): boolean {
    return this.#own?.wants(type) === true || this.#managerEmitter?.wants(type) === true
  }

  /** Puts an event before the listeners, who hear of it with the next `announce`. @internal */
  protected emit<Type extends keyof CircuitBreakerEvents>(
    type: Type,
    event: CircuitBreakerManagerEvents[Type],
  ): void {
    this.#own?.enqueue(type, event)
    this.#managerEmitter?.enqueue(type, event)
  }

  /** Tells all that happened, the transition last: what a listener does comes after everything that led to it. @internal */
  announce(transition?: CircuitTransition): void {
    if (transition !== undefined) this.emit('transition', transition)
    deliver()
  }

  static {
    tellManager = (breaker, emitter) => {
      breaker.#managerEmitter = emitter
    }
  }
}
