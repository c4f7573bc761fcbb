/*
 *                 a rule trips, a pause, force                   the period is over
 *   ┌──────────┐ ───────────────────────────────▶ ┌────────┐ ─────────────────────▶ ┌─────────────┐
 *   │  closed  │                                  │  open  │                        │  half-open  │
 *   └──────────┘ ◀──────── force, reset ───────── └────────┘ ◀───────────────────── └─────────────┘
 *        ▲                                               a probe fails or is throttled     │
 *        └───────────────────────── enough probes succeed, force, reset ───────────────────┘
 *
 * Nothing here runs by itself: deadlines are compared when somebody asks. Every transition starts a new generation.
 */
import { type CircuitBreakerConfig, type ResolvedConfig, resolveConfig } from './config.ts'
import { show } from './config-rules.ts'
import { CircuitBreakerError } from './errors.ts'
import type { CircuitTransition, TransitionReason } from './events.ts'
import { Incidents } from './incidents.ts'
import type { Memory } from './memory.ts'
import { probing } from './next-state.ts'
import { Observable } from './observable.ts'
import { nextGeneration, type Permit } from './permit.ts'
import { type CircuitState, CLOSED, type HalfOpen, isDue, nameAt, type State } from './state.ts'
import { type CircuitBreakerStatus, statusOf } from './status.ts'
import { createMemory } from './window.ts'

/** A breaker's state and its transitions. The only file that changes the state. */
export abstract class Circuit extends Observable {
  readonly name: string
  readonly config: ResolvedConfig
  #state: State = CLOSED
  #generation: Permit = nextGeneration()
  // Made at first use, so that an idle breaker weighs about a hundred bytes.
  #memory: Memory | undefined
  #incidents: Incidents | undefined

  /**
   * @param name appears in events, errors and metrics: put nothing secret into it
   * @throws TypeError when the name is empty or no string
   * @throws RangeError when a field of the configuration is wrong, naming it
   */
  constructor(name: string, config?: CircuitBreakerConfig) {
    super()
    if (typeof name !== 'string' || name === '')
      throw new TypeError(`name must be a non-empty string, got ${show(name)}`)
    this.name = name
    this.config = resolveConfig(config)
  }

  /** Open whose period is over reads `half-open`; the transition itself follows at the next `acquire`. */
  get state(): CircuitState {
    return this.#state === CLOSED ? 'closed' : nameAt(this.#state, this.config.clock.now())
  }

  /** Milliseconds until a call may be tried: 0 when now, `undefined` when nobody knows (forced, no free probe slot). */
  get retryAfterMs(): number | undefined {
    return this.#state === CLOSED ? 0 : this.waitAt(this.config.clock.now())
  }

  /** The error for a call that was refused just now: what `call` rejects with, for those who use `acquire`. */
  rejection(): CircuitBreakerError {
    const now = this.config.clock.now()
    // Closed only where a listener has closed it since.
    const reason = this.#state.reason ?? this.#incidents?.lastTransition?.reason ?? 'forced'
    const state = nameAt(this.#state, now)
    return new CircuitBreakerError({ breakerName: this.name, state, reason, retryAfterMs: this.waitAt(now) })
  }

  /** The one place where the state changes. What is already so is no transition, but starts a new generation. @internal */
  enter(state: State, reason: TransitionReason, at: number): CircuitTransition | undefined {
    const { name } = this
    const from = this.#state.name
    const counts = this.memory.read(at)
    this.#state = state
    this.#generation = nextGeneration()
    if (state === CLOSED) this.memory.forgetWindow()
    if (state.name === from) return undefined
    const retryAfterMs = this.waitAt(at)
    const transition = Object.freeze({ name, from, to: state.name, reason, at, retryAfterMs, counts })
    this.incidents.lastTransition = transition
    return transition
  }

  /** The same half-open, a success later: no transition, no new generation. @internal */
  protected goOn(halfOpen: HalfOpen): undefined {
    this.#state = halfOpen
  }

  /** @internal */
  protected endOpenPeriod(now: number): CircuitTransition | undefined {
    const state = this.#state
    return isDue(state, now)
      ? this.enter(probing(state, this.config.halfOpenMaxCalls), 'due', now)
      : undefined
  }

  /** The moment and the state in which somebody takes control: a period that is over has ended, and is said to have. @internal */
  takeControl(): { now: number; state: State } {
    const now = this.config.clock.now()
    const due = this.endOpenPeriod(now)
    if (due !== undefined) this.announce(due)
    return { now, state: this.#state }
  }

  /** The state as it was last written, due or not. @internal */
  get written(): State {
    return this.#state
  }

  /** @internal */
  protected get generation(): Permit {
    return this.#generation
  }

  /** @internal */
  protected get incidents(): Incidents {
    this.#incidents ??= new Incidents()
    return this.#incidents
  }

  /** @internal */
  get memory(): Memory {
    this.#memory ??= createMemory(this.config)
    return this.#memory
  }

  /** All but the calls in flight. @internal */
  protected zeroTotals(): void {
    this.#memory?.zero()
    this.#incidents?.zero()
  }

  /** @internal */
  protected reading(now: number): CircuitBreakerStatus {
    const memory = this.#memory ?? createMemory(this.config)
    const incidents = this.#incidents ?? new Incidents()
    return statusOf(this, this.#state, memory, incidents, this.waitAt(now), now)
  }

  /** @internal */
  protected waitAt(now: number): number | undefined {
    const state = this.#state
    if (state.name === 'closed') return 0
    if (state.name === 'open') return state.until === Infinity ? undefined : Math.max(0, state.until - now)
    return this.#incidents?.probes.hasSlot(this.#generation, state.slots, now) === false ? undefined : 0
  }
}
