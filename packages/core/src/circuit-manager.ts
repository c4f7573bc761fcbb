import { Circuit } from './circuit.ts'
import { resolveConfig } from './config.ts'
import { deliver, Emitter } from './emitter.ts'
import { Evictor } from './evictor.ts'
import { shut } from './state.ts'
import type {
  CircuitBreakerConfig,
  CircuitBreakerManagerConfig,
  CircuitBreakerManagerEvents,
  Listener,
  ResolvedConfig,
  SystemStatus,
} from './types.ts'
import { assertFunction, DEV, wrong } from './words.ts'

/** Keeps one circuit a name, and never more than it may; tells of all of them. `CircuitBreakerManager` keeps such as call functions. */
export class CircuitManager<Kept extends Circuit = Circuit> {
  /** What every breaker starts from. */
  readonly config: ResolvedConfig
  /** @internal */
  readonly _configOf: CircuitBreakerManagerConfig['configOf']
  /** @internal */
  readonly _maxBreakers: number
  /** Those that nobody has made but `restore`: with which configuration, `create` may still say. @internal */
  _restored: WeakSet<Circuit> | undefined
  readonly #breakers = new Map<string, Kept>()
  readonly #evictor = new Evictor<Kept>()
  readonly #emitter = new Emitter({ created: new Set(), removed: new Set() })
  /** Whether all are shut down, and whatever is made from now on. @internal */
  _isShut = false
  #unguarded = 0
  #offConfig: ResolvedConfig | undefined

  /**
   * @throws RangeError when a field of the configuration is wrong, naming it
   * @throws TypeError when `configOf` is no function
   */
  constructor({ defaults, configOf, maxBreakers = 1_024 }: CircuitBreakerManagerConfig = {}) {
    if (maxBreakers !== Infinity && !(Number.isInteger(maxBreakers) && maxBreakers >= 1))
      throw wrong('maxBreakers', DEV && 'a whole number >= 1 or Infinity', maxBreakers)
    if (configOf !== undefined) assertFunction('configOf', configOf)
    this.config = resolveConfig(defaults)
    this._configOf = configOf
    this._maxBreakers = maxBreakers
  }

  get(name: string): Kept | undefined {
    return this.#breakers.get(name)
  }

  /**
   * The breaker of this name, made where there is none; the configuration is then its own, else it is not looked at. Where
   * all are in use and none may go, the answer is a breaker in mode `off` that is not kept. Use it at once rather than
   * hold it: one that is long unused makes room for others.
   */
  getOrCreate(name: string, config?: CircuitBreakerConfig): Kept {
    const known = this.#breakers.get(name)
    if (known !== undefined) return known
    const breaker = this._make(name, config)
    if (this._makeRoom()) return this._keep(breaker, false)
    if (this._isShut) return breaker
    this.#unguarded += 1
    this.#offConfig ??= resolveConfig({ mode: 'off' })
    return this._new(name, this.#offConfig)
  }

  /** @returns whether there was one. Calls in flight end as they would have; its events are no longer the manager's. */
  remove(name: string): boolean {
    const breaker = this.#breakers.get(name)
    if (breaker !== undefined) this._drop(breaker)
    deliver()
    return breaker !== undefined
  }

  [Symbol.iterator](): IterableIterator<Kept> {
    return this.#breakers.values()
  }

  /** Listens to every breaker, now and later, and to which of them are kept. @returns its undo */
  on<Type extends keyof CircuitBreakerManagerEvents>(
    type: Type,
    listener: Listener<CircuitBreakerManagerEvents[Type]>,
  ): () => void {
    return this.#emitter.on(type, listener)
  }

  /** Their names. */
  getOpenBreakers(): string[] {
    return Array.from(this).flatMap(({ isOpen, name }) => (isOpen ? name : []))
  }

  anyOpen(): boolean {
    return Array.from(this).some(({ isOpen }) => isOpen)
  }

  getSystemStatus(): SystemStatus {
    const breakers = Array.from(this, breaker => breaker.getStatus())
    const openBreakers = breakers.filter(({ state }) => state === 'open').map(({ name }) => name)
    const halfOpen = breakers.filter(({ state }) => state === 'half-open').length
    const { length: total } = breakers
    const { length: open } = openBreakers
    const closed = total - open - halfOpen
    return { total, closed, open, halfOpen, unguarded: this.#unguarded, openBreakers, breakers }
  }

  resetAll(): void {
    for (const breaker of this) breaker.reset()
    this.#unguarded = 0
  }

  /** @internal */
  _make(name: string, config?: CircuitBreakerConfig): Kept {
    const own = config ?? (this._configOf?.(name) || undefined)
    const breaker = this._new(name, resolveConfig(own, this.config))
    if (this._isShut) breaker._control('shutdown', shut)
    return breaker
  }

  /** What kind of circuit it keeps. @internal */
  _new(name: string, config: ResolvedConfig): Kept {
    return new Circuit(name, config) as Kept
  }

  /**
   * @param isForGood whether it stays until it is removed, rather than until another needs its place
   * @param begin what it does first, told after it was made
   * @internal
   */
  _keep(breaker: Kept, isForGood: boolean, begin?: () => void): Kept {
    if (!isForGood) this.#evictor.add(breaker)
    breaker._manager = this.#emitter
    this.#breakers.set(breaker.name, breaker)
    this.#emitter._enqueue('created', { name: breaker.name })
    begin?.()
    deliver()
    return breaker
  }

  /** Told with the next event: a listener that makes breakers must not find the room that was made for another. @internal */
  _drop(breaker: Kept): void {
    this.#evictor.delete(breaker)
    breaker._manager = undefined
    this.#breakers.delete(breaker.name)
    this.#emitter._enqueue('removed', { name: breaker.name })
  }

  /** @param atMost how many breakers may be looked at for one that can go @internal */
  _makeRoom(atMost?: number): boolean {
    if (this.#breakers.size < this._maxBreakers) return true
    const victim = this.#evictor._choose(atMost)
    if (victim === undefined) return false
    this._drop(victim)
    return true
  }
}
