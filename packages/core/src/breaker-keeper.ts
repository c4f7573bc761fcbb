import { CircuitBreaker } from './circuit-breaker.ts'
import { type CircuitBreakerConfig, type ResolvedConfig, resolveConfig } from './config.ts'
import { assertFunction, show } from './config-rules.ts'
import { deliver, Emitter } from './emitter.ts'
import type { CircuitBreakerManagerEvents, Listener } from './events.ts'
import { Evictor } from './evictor.ts'
import { tellManager } from './observable.ts'

export interface CircuitBreakerManagerConfig {
  /** What every breaker starts from; its own configuration goes over it. */
  defaults?: CircuitBreakerConfig | undefined
  /**
   * The configuration of the breaker of this name, where `create` and `getOrCreate` are given none; and the only way by
   * which `restore` knows it. `false`: `restore` makes none of this name.
   */
  configOf?: ((name: string) => CircuitBreakerConfig | false | undefined) | undefined
  /** How many breakers are kept at most; a whole number >= 1 or `Infinity`. @default 1_024 */
  maxBreakers?: number | undefined
}

/** One breaker a name, and never more than it may keep; tells of all of them. */
export abstract class BreakerKeeper {
  /** What every breaker starts from. */
  readonly config: ResolvedConfig
  /** @internal */
  protected readonly configOf: CircuitBreakerManagerConfig['configOf']
  /** @internal */
  protected readonly maxBreakers: number
  readonly #breakers = new Map<string, CircuitBreaker>()
  readonly #evictor = new Evictor()
  readonly #emitter = new Emitter({ created: [], removed: [] })

  /**
   * @throws RangeError when a field of the configuration is wrong, naming it
   * @throws TypeError when `configOf` is no function
   */
  constructor({ defaults, configOf, maxBreakers = 1_024 }: CircuitBreakerManagerConfig = {}) {
    if (maxBreakers !== Infinity && !(Number.isInteger(maxBreakers) && maxBreakers >= 1)) {
      throw new RangeError(`maxBreakers must be a whole number >= 1 or Infinity, got ${show(maxBreakers)}`)
    }
    if (configOf !== undefined) assertFunction('configOf', configOf)
    this.config = resolveConfig(defaults)
    this.configOf = configOf
    this.maxBreakers = maxBreakers
  }

  get(name: string): CircuitBreaker | undefined {
    return this.#breakers.get(name)
  }

  /** @returns whether there was one. Calls in flight end as they would have; its events are no longer the manager's. */
  remove(name: string): boolean {
    const breaker = this.#breakers.get(name)
    if (breaker === undefined) return false
    this.drop(breaker)
    deliver()
    return true
  }

  /** Listens to every breaker, now and later, and to which of them are kept. @returns its undo */
  on<Type extends keyof CircuitBreakerManagerEvents>(
    type: Type,
    listener: Listener<CircuitBreakerManagerEvents[Type]>,
  ): () => void {
    return this.#emitter.on(type, listener)
  }

  [Symbol.iterator](): IterableIterator<CircuitBreaker> {
    return this.#breakers.values()
  }

  /** @internal */
  protected make(name: string, config?: CircuitBreakerConfig): CircuitBreaker {
    const own = config ?? (this.configOf?.(name) || undefined)
    return new CircuitBreaker(name, resolveConfig(own, this.config))
  }

  /**
   * @param isForGood whether it stays until it is removed, rather than until another needs its place
   * @param begin what it does first, told after it was made
   * @internal
   */
  protected keep(breaker: CircuitBreaker, isForGood: boolean, begin?: () => void): CircuitBreaker {
    if (!isForGood) this.#evictor.add(breaker)
    tellManager(breaker, this.#emitter)
    this.#breakers.set(breaker.name, breaker)
    this.#emitter.enqueue('created', { name: breaker.name })
    begin?.()
    deliver()
    return breaker
  }

  /** Told with the next event: a listener that makes breakers must not find the room that was made for another. @internal */
  protected drop(breaker: CircuitBreaker): void {
    this.#evictor.delete(breaker)
    tellManager(breaker, undefined)
    this.#breakers.delete(breaker.name)
    this.#emitter.enqueue('removed', { name: breaker.name })
  }

  /** @param atMost how many breakers may be looked at for one that can go @internal */
  protected makeRoom(atMost?: number): boolean {
    if (this.#breakers.size < this.maxBreakers) return true
    const victim = this.#evictor.choose(atMost)
    if (victim === undefined) return false
    this.drop(victim)
    return true
  }
}
