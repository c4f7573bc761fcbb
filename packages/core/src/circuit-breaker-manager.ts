import { CircuitBreaker } from './circuit-breaker.ts'
import { CircuitManager } from './circuit-manager.ts'
import { shutdown } from './shutdown.ts'
import type { CircuitBreakerConfig, ResolvedConfig, Signal } from './types.ts'
import { DEV, show } from './words.ts'

/** Keeps one breaker a name, and never more than it may. */
export class CircuitBreakerManager extends CircuitManager<CircuitBreaker> {
  /**
   * Makes a breaker that stays until it is removed. It takes the place, and the state, of one that `restore` made.
   *
   * @throws Error when the name is taken, or the manager is full of breakers that must not go
   */
  create(name: string, config?: CircuitBreakerConfig): CircuitBreaker {
    const earlier = this.get(name)
    if (earlier !== undefined && !this._restored?.has(earlier))
      throw new Error(DEV ? `a circuit breaker named ${show(name)} exists already` : 'name')
    const breaker = this._make(name, config)
    if (earlier === undefined && !this._makeRoom(Infinity))
      throw new Error(
        DEV ? `no room for ${show(name)}: ${this._maxBreakers} circuit breakers are kept` : 'maxBreakers',
      )
    if (earlier === undefined) return this._keep(breaker, true)
    this._drop(earlier)
    return this._keep(breaker, true, () => takeOver(breaker, earlier))
  }

  /** Shuts down every breaker, and each that is made from now on. @returns resolves when nothing is in flight, or when the signal aborts */
  shutdownAll(signal?: Signal): Promise<void> {
    return shutdownAll(this, signal)
  }

  /** @internal */
  override _new(name: string, config: ResolvedConfig): CircuitBreaker {
    return new CircuitBreaker(name, config)
  }
}

/**
 * Shuts down every breaker of a manager, and each that it makes from now on.
 *
 * @returns resolves when nothing is in flight, or when the signal aborts
 */
export const shutdownAll = async (manager: CircuitManager, signal?: Signal): Promise<void> => {
  manager._isShut = true
  await Promise.all(Array.from(manager, breaker => shutdown(breaker, signal)))
}

/** Opens as the other one is, for as long by its own clock; half-open begins anew. Told as no trip. */
const takeOver = (breaker: CircuitBreaker, earlier: CircuitBreaker): void => {
  const state = earlier._state
  if (state.name === 'closed') return
  breaker._control('restored', (_, now) => {
    const ahead = now - earlier.config.clock.now()
    const until = state.name === 'open' ? state._until + ahead : now
    return { ...state, name: 'open', _openedAt: now, _until: until, _askedUntil: state._askedUntil + ahead }
  })
}
