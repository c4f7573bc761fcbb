import { CircuitBreaker } from './circuit-breaker.ts'
import { type CircuitBreakerConfig, type ResolvedConfig, resolveConfig } from './config.ts'
import { show } from './config-rules.ts'
import type { Signal } from './drain.ts'
import { deliver, Emitter } from './emitter.ts'
import type { CircuitBreakerManagerEvents, Listener } from './events.ts'
import { Evictor } from './evictor.ts'
import { tellManager } from './observable.ts'
import { type SystemStatus, systemStatusOf } from './system-status.ts'

export interface CircuitBreakerManagerConfig {
  /** What every breaker starts from; its own configuration goes over it. */
  defaults?: CircuitBreakerConfig | undefined
  /** How many breakers are kept at most; a whole number >= 1 or `Infinity`. @default 1_024 */
  maxBreakers?: number | undefined
}

/** Keeps one breaker a name, and never more than it may. */
export class CircuitBreakerManager {
  /** What every breaker starts from. */
  readonly config: ResolvedConfig
  readonly #maxBreakers: number
  readonly #breakers = new Map<string, CircuitBreaker>()
  readonly #evictor = new Evictor()
  readonly #emitter = new Emitter({ created: [], removed: [] })
  #unguarded = 0
  #offConfig: ResolvedConfig | undefined

  /** @throws RangeError when a field of the configuration is wrong, naming it */
  constructor({ defaults, maxBreakers = 1_024 }: CircuitBreakerManagerConfig = {}) {
    if (maxBreakers !== Infinity && !(Number.isInteger(maxBreakers) && maxBreakers >= 1)) {
      throw new RangeError(`maxBreakers must be a whole number >= 1 or Infinity, got ${show(maxBreakers)}`)
    }
    this.config = resolveConfig(defaults)
    this.#maxBreakers = maxBreakers
  }

  /**
   * Makes a breaker that stays until it is removed.
   *
   * @throws Error when the name is taken, or the manager is full of breakers that must not go
   */
  create(name: string, config?: CircuitBreakerConfig): CircuitBreaker {
    if (this.#breakers.has(name)) throw new Error(`a circuit breaker named ${show(name)} exists already`)
    const breaker = this.#make(name, config)
    if (!this.#makeRoom(Infinity))
      throw new Error(`no room for ${show(name)}: ${this.#maxBreakers} circuit breakers are kept`)
    return this.#keep(breaker)
  }

  get(name: string): CircuitBreaker | undefined {
    return this.#breakers.get(name)
  }

  /**
   * The breaker of this name, made where there is none; the configuration is then its own, else it is not looked at. Where
   * all are in use and none may go, the answer is a breaker in mode `off` that is not kept. Use it at once rather than
   * hold it: one that is long unused makes room for others.
   */
  getOrCreate(name: string, config?: CircuitBreakerConfig): CircuitBreaker {
    const known = this.#breakers.get(name)
    if (known !== undefined) return known
    const breaker = this.#make(name, config)
    if (this.#makeRoom()) {
      this.#evictor.add(breaker)
      return this.#keep(breaker)
    }
    this.#unguarded += 1
    this.#offConfig ??= resolveConfig({ mode: 'off' })
    return new CircuitBreaker(name, this.#offConfig)
  }

  /** @returns whether there was one. Calls in flight end as they would have; its events are no longer the manager's. */
  remove(name: string): boolean {
    const breaker = this.#breakers.get(name)
    if (breaker === undefined) return false
    this.#evictor.delete(breaker)
    this.#drop(breaker)
    deliver()
    return true
  }

  getOpenBreakers(): string[] {
    return [...this].filter(breaker => breaker.isOpen).map(breaker => breaker.name)
  }

  anyOpen(): boolean {
    for (const breaker of this) if (breaker.isOpen) return true
    return false
  }

  getSystemStatus(): SystemStatus {
    return systemStatusOf(this, this.#unguarded)
  }

  resetAll(): void {
    for (const breaker of this) breaker.reset()
    this.#unguarded = 0
  }

  /** Shuts down every breaker. @returns resolves when nothing is in flight, or when the signal aborts */
  async shutdownAll(signal?: Signal): Promise<void> {
    await Promise.all([...this].map(breaker => breaker.shutdown(signal)))
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

  #make(name: string, config: CircuitBreakerConfig | undefined): CircuitBreaker {
    return new CircuitBreaker(name, resolveConfig(config, this.config))
  }

  #keep(breaker: CircuitBreaker): CircuitBreaker {
    tellManager(breaker, this.#emitter)
    this.#breakers.set(breaker.name, breaker)
    this.#emitter.enqueue('created', { name: breaker.name })
    deliver()
    return breaker
  }

  #drop(breaker: CircuitBreaker): void {
    tellManager(breaker, undefined)
    this.#breakers.delete(breaker.name)
    // Delivered by the caller: a listener that makes breakers must not find the room that was made for another.
    this.#emitter.enqueue('removed', { name: breaker.name })
  }

  /** @param atMost how many breakers may be looked at for one that can go */
  #makeRoom(atMost?: number): boolean {
    if (this.#breakers.size < this.#maxBreakers) return true
    const victim = this.#evictor.evict(atMost)
    if (victim === undefined) return false
    this.#drop(victim)
    return true
  }
}
