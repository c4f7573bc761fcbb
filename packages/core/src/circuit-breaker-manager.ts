import { BreakerKeeper } from './breaker-keeper.ts'
import { CircuitBreaker } from './circuit-breaker.ts'
import { type CircuitBreakerConfig, type ResolvedConfig, resolveConfig } from './config.ts'
import { checkDuration, show } from './config-rules.ts'
import type { Signal } from './drain.ts'
import { report } from './report.ts'
import { type BreakerSnapshot, entriesOf, type ManagerSnapshot, restored, snapshotOf } from './snapshot.ts'
import { type SystemStatus, systemStatusOf } from './system-status.ts'

/** Keeps one breaker a name, and never more than it may. */
export class CircuitBreakerManager extends BreakerKeeper {
  #unguarded = 0
  #offConfig: ResolvedConfig | undefined
  // Those that nobody has made but `restore`: with which configuration, `create` may still say.
  readonly #restored = new WeakSet<CircuitBreaker>()

  /**
   * Makes a breaker that stays until it is removed. It takes the place, and the state, of one that `restore` made.
   *
   * @throws Error when the name is taken, or the manager is full of breakers that must not go
   */
  create(name: string, config?: CircuitBreakerConfig): CircuitBreaker {
    const earlier = this.get(name)
    if (earlier !== undefined && !this.#restored.has(earlier))
      throw new Error(`a circuit breaker named ${show(name)} exists already`)
    const breaker = this.make(name, config)
    if (earlier === undefined && !this.makeRoom(Infinity))
      throw new Error(`no room for ${show(name)}: ${this.maxBreakers} circuit breakers are kept`)
    const entry = earlier && snapshotOf(earlier)
    if (earlier !== undefined) this.drop(earlier)
    return this.keep(breaker, true, entry && (() => takeOver(breaker, entry)))
  }

  /**
   * The breaker of this name, made where there is none; the configuration is then its own, else it is not looked at. Where
   * all are in use and none may go, the answer is a breaker in mode `off` that is not kept. Use it at once rather than
   * hold it: one that is long unused makes room for others.
   */
  getOrCreate(name: string, config?: CircuitBreakerConfig): CircuitBreaker {
    const known = this.get(name)
    if (known !== undefined) return known
    const breaker = this.make(name, config)
    if (this.makeRoom()) return this.keep(breaker, false)
    this.#unguarded += 1
    this.#offConfig ??= resolveConfig({ mode: 'off' })
    return new CircuitBreaker(name, this.#offConfig)
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

  /** What is not closed, as plain JSON for `restore`: in another page, process or invocation. Changes nothing. */
  toSnapshot(): ManagerSnapshot {
    const breakers = [...this].flatMap(breaker => snapshotOf(breaker) ?? [])
    return { version: 1, at: Date.now(), breakers }
  }

  /**
   * Opens what a snapshot says is open, and makes the breakers that are missing. No wait is shortened, nothing trips. What
   * makes no sense, is long over or finds no room is passed over, entry by entry: nothing in a snapshot makes it throw.
   *
   * @param elapsedMs how old the snapshot is. @default what the wall clock says
   * @returns how many entries were good
   * @throws RangeError when `elapsedMs` is no duration
   */
  restore(snapshot: unknown, elapsedMs?: number): number {
    if (elapsedMs !== undefined && elapsedMs !== 0) checkDuration('elapsedMs', elapsedMs)
    return entriesOf(snapshot, elapsedMs).filter(entry => this.#restore(entry)).length
  }

  #restore(entry: BreakerSnapshot): boolean {
    const { name, waitMs = 0 } = entry
    try {
      const known = this.get(name)
      if (known === undefined && this.configOf?.(name) === false) return false
      const breaker = known ?? this.make(name)
      if (waitMs <= -breaker.config.maxBackoffMs) return false
      if (known !== undefined) takeOver(known, entry)
      else if (this.makeRoom()) {
        this.#restored.add(breaker)
        this.keep(breaker, false, () => takeOver(breaker, entry))
      } else return false
      return true
    } catch (error) {
      // It is `configOf` that fails: of a name that came from elsewhere it may know nothing.
      report(error)
      return false
    }
  }
}

/** Writes what the entry says in place of the breaker's own state, and tells it as no trip. */
const takeOver = (breaker: CircuitBreaker, entry: BreakerSnapshot): void => {
  const { now, state } = breaker.takeControl()
  const next = restored(state, now, entry)
  if (next !== state) breaker.announce(breaker.enter(next, 'restored', now))
}
