/*
 *                 a rule trips, a pause, force                   the period is over
 *   ┌──────────┐ ───────────────────────────────▶ ┌────────┐ ─────────────────────▶ ┌─────────────┐
 *   │  closed  │                                  │  open  │                        │  half-open  │
 *   └──────────┘ ◀──────── force, reset ───────── └────────┘ ◀───────────────────── └─────────────┘
 *        ▲                                               a probe fails or is throttled     │
 *        └───────────────────────── enough probes succeed, force, reset ───────────────────┘
 *
 * Nothing here runs by itself: deadlines are compared when somebody asks. Every transition starts a new generation, and
 * a result counts only in the generation that admitted its call.
 */
import { type CircuitBreakerConfig, type ResolvedConfig, resolveConfig } from './config.ts'
import { show } from './config-rules.ts'
import { CircuitBreakerError } from './errors.ts'
import type { CircuitTransition, TransitionReason } from './events.ts'
import { Memory } from './memory.ts'
import { afterProbe, probing, throttled, tripped } from './next-state.ts'
import { Observable } from './observable.ts'
import { isOutcome, type Outcome } from './outcome.ts'
import { isProbe, nextGeneration, type Permit, REJECTED } from './permit.ts'
import { Probes } from './probes.ts'
import { type CircuitState, CLOSED, isDue, nameAt, type State } from './state.ts'
import { type CircuitBreakerStatus, statusOf } from './status.ts'
import { type Counts, isSlowCall, tripReason } from './trip.ts'

/**
 * How dispensable a circuit is, for the manager alone: closed with nothing in flight and nothing bad in its window, and
 * not even used since it was last asked; the same, but used; or so long overdue that nobody calls any more.
 */
export let standing: (circuit: Circuit) => 'unused' | 'quiet' | 'overdue' | undefined

/** The state machine: who is admitted, what a result does to it. The only file that changes the state. */
export abstract class Circuit extends Observable {
  readonly name: string
  readonly config: ResolvedConfig
  #state: State = CLOSED
  #generation: Permit = nextGeneration()
  // Made at first use, so that an idle breaker weighs about a hundred bytes.
  #memory: Memory | undefined
  #probes: Probes | undefined
  #lastTransition: CircuitTransition | undefined

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
    const { name: breakerName, state, retryAfterMs } = this
    // Closed only where a listener has closed it since.
    const reason = this.#state.reason ?? this.#lastTransition?.reason ?? 'forced'
    return new CircuitBreakerError({ breakerName, state, reason, retryAfterMs })
  }

  /** The right to make one call, to be settled exactly once; 0 (`REJECTED`) when none may be made. */
  acquire(): Permit {
    if (this.config.mode === 'off') return this.#generation
    if (this.#state !== CLOSED) return this.#admit(this.config.clock.now())
    this.memory.enter()
    return this.#generation
  }

  /**
   * Ends the call that the permit was given for. A probe's permit that was settled before, a stranger's and `REJECTED`
   * change nothing.
   *
   * @param durationMs how long the call took; without it no call is slow
   * @param retryAfterMs the wait that the dependency asked for: the pause of `throttled`, a floor for the open period that
   *   a `failure` causes; capped by `maxBackoffMs`
   * @throws RangeError when the outcome is none of the four; the permit can then still be settled
   */
  settle(permit: Permit, outcome: Outcome, durationMs?: number, retryAfterMs?: number): void {
    if (!isOutcome(outcome)) {
      throw new RangeError(`outcome must be success, failure, ignored or throttled, got ${show(outcome)}`)
    }
    this.settleAt(permit, outcome, durationMs, retryAfterMs)
  }

  /** `settle`, by somebody who may have read the clock already. @internal */
  protected settleAt(
    permit: Permit,
    outcome: Outcome,
    durationMs?: number,
    waitMs?: number,
    now?: number,
  ): void {
    if (this.config.mode === 'off') return
    const generation = isProbe(permit) ? this.#probes?.settle(permit) : permit
    if (generation === undefined || !(generation > 0 && generation <= this.#generation)) return
    const { memory } = this
    memory.leave()
    const late = generation !== this.#generation
    if (late) memory.late += 1
    const transition = late ? undefined : this.#judge(permit, outcome, durationMs, waitMs, now)
    if (this.wants('settled')) this.emit('settled', { name: this.name, outcome, durationMs, late })
    this.announce(transition)
    if (memory.inFlight === 0) for (const done of this.#state.drained ?? []) done()
  }

  /** Counts a call that settled in time, and draws the consequence. */
  #judge(
    permit: Permit,
    outcome: Outcome,
    durationMs: number | undefined,
    waitMs: number | undefined,
    known: number | undefined,
  ): CircuitTransition | undefined {
    const { config } = this
    const state = this.#state
    const isSlow = isSlowCall(outcome, durationMs, config)
    this.memory.count(outcome, isSlow, durationMs)
    // A call that a shadow lets through beside the probes, or while open, is counted and decides nothing.
    if (outcome === 'ignored' || (state !== CLOSED && !isProbe(permit))) return undefined
    if (state.name === 'closed' && outcome !== 'throttled')
      return this.#judgeCall(outcome, isSlow, waitMs, known)
    const now = known ?? config.clock.now()
    const next =
      state.name === 'half-open'
        ? afterProbe(state, outcome, isSlow, now, waitMs, config)
        : throttled(state, now, waitMs, config)
    if (next.name !== 'half-open') return this.enter(next, next.reason ?? 'probes-succeeded', now)
    // The same half-open goes on: no transition, no new generation.
    this.#state = next
    return undefined
  }

  #judgeCall(
    outcome: 'success' | 'failure',
    isSlow: boolean,
    waitMs: number | undefined,
    known: number | undefined,
  ): CircuitTransition | undefined {
    const { config, memory } = this
    // A count window reads no clock.
    const now = known ?? (config.failureWindowMs === false ? undefined : config.clock.now())
    memory.record(outcome === 'failure', isSlow, now ?? 0, config)
    if (outcome === 'success' && !isSlow) return undefined
    const counts = memory.counts(now ?? 0)
    const rule = tripReason(counts, config)
    if (rule === undefined) return undefined
    const at = now ?? config.clock.now()
    return this.enter(tripped(this.#state, rule, at, waitMs, config), rule, at, counts)
  }

  /** Where not every call may be made: a probe, where a slot is free, else nobody. Never a queue. */
  #admit(now: number): Permit {
    const { config } = this
    const transition = this.#endOpenPeriod(now)
    if (this.#state.name === 'half-open') {
      this.#probes ??= new Probes()
      const permit = this.#probes.admit(this.#generation, this.#state.slots, now, config)
      if (permit !== REJECTED) this.memory.enter()
      this.announce(transition)
      if (permit !== REJECTED) return permit
    }
    return this.#reject(now)
  }

  #reject(now: number): Permit {
    const { name, reason = 'forced' } = this.#state
    this.memory.rejected += 1
    // In shadow the call goes on all the same, with a permit that no probe has: it decides nothing.
    const permit = this.config.mode === 'shadow' ? this.#generation : REJECTED
    if (permit !== REJECTED) this.memory.enter()
    if (this.wants('rejected')) {
      this.emit('rejected', { name: this.name, state: name, reason, retryAfterMs: this.waitAt(now) })
    }
    return permit
  }

  /** The one place where the state changes. What is already so is no transition, but starts a new generation. @internal */
  protected enter(
    state: State,
    reason: TransitionReason,
    at: number,
    counts?: Counts,
  ): CircuitTransition | undefined {
    const { name } = this
    const from = this.#state.name
    const evidence = counts ?? this.memory.counts(at)
    this.#state = state
    this.#generation = nextGeneration()
    if (state === CLOSED) this.memory.forgetWindow()
    if (state.name === from) return undefined
    const retryAfterMs = this.waitAt(at)
    this.#lastTransition = { name, from, to: state.name, reason, at, retryAfterMs, counts: evidence }
    return this.#lastTransition
  }

  #endOpenPeriod(now: number): CircuitTransition | undefined {
    const state = this.#state
    return isDue(state, now)
      ? this.enter(probing(state, this.config.halfOpenMaxCalls), 'due', now)
      : undefined
  }

  /** The state before somebody takes control: an open period that is over has ended, and is said to have. @internal */
  protected current(now: number): State {
    this.announce(this.#endOpenPeriod(now))
    return this.#state
  }

  /** @internal */
  protected get memory(): Memory {
    this.#memory ??= new Memory()
    return this.#memory
  }

  /** Forgets all but the calls in flight. @internal */
  protected zeroTotals(): void {
    this.#memory = this.#memory?.zeroed()
  }

  /** @internal */
  protected reading(now: number): CircuitBreakerStatus {
    return statusOf(
      this,
      this.#state,
      this.#memory ?? new Memory(),
      this.#lastTransition,
      this.waitAt(now),
      now,
    )
  }

  /** @internal */
  protected waitAt(now: number): number | undefined {
    const state = this.#state
    if (state.name === 'closed') return 0
    if (state.name === 'open') return state.until === Infinity ? undefined : Math.max(0, state.until - now)
    return this.#probes?.hasSlot(this.#generation, state.slots, now) === false ? undefined : 0
  }

  static {
    standing = circuit => {
      const { clock, maxBackoffMs } = circuit.config
      const now = clock.now()
      const state = circuit.#state
      const memory = circuit.#memory
      if (memory === undefined) return 'unused'
      if (memory.inFlight > 0) return undefined
      if (state.name !== 'closed') return now - state.until > maxBackoffMs ? 'overdue' : undefined
      const { failures, slow, run } = memory.counts(now)
      if (failures + slow + run > 0) return undefined
      return memory.takeRecent() ? 'quiet' : 'unused'
    }
  }
}
