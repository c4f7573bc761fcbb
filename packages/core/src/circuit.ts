/*
 *                 a rule trips, a pause, force                   the period is over
 *   ┌──────────┐ ───────────────────────────────▶ ┌────────┐ ─────────────────────▶ ┌─────────────┐
 *   │  closed  │                                  │  open  │                        │  half-open  │
 *   └──────────┘ ◀──────── force, reset ───────── └────────┘ ◀───────────────────── └─────────────┘
 *        ▲                                               a probe fails or is throttled     │
 *        └───────────────────────── enough probes succeed, force, reset ───────────────────┘
 *
 * Nothing here runs by itself: deadlines are compared when somebody asks. Every transition starts a new generation, and a
 * result counts only in the generation that admitted its call.
 */
import { askedWaitMs } from './backoff.ts'
import { resolveConfig } from './config.ts'
import { deliver, Emitter } from './emitter.ts'
import { CircuitBreakerError } from './errors.ts'
import { Incidents, noTotals } from './incidents.ts'
import type { Memory } from './memory.ts'
import { isOutcome, OUTCOMES } from './outcome.ts'
import { isProbe, nextGeneration, nextProbe, REJECTED, UNRECORDED } from './permit.ts'
import { after, CLOSED, isDue, lengthened, nameAt, opened, probing, type State } from './state.ts'
import { statusOf } from './status.ts'
import { isSlowCall, isTrip } from './trip.ts'
import type {
  CircuitBreakerConfig,
  CircuitBreakerEvents,
  CircuitBreakerManagerEvents,
  CircuitBreakerStatus,
  CircuitRejected,
  CircuitState,
  CircuitTransition,
  Listener,
  Outcome,
  Permit,
  ResolvedConfig,
  TransitionCallback,
  TransitionReason,
} from './types.ts'
import { createMemory } from './window.ts'
import { assertFunction, checkDuration, DEV, show, wrong } from './words.ts'

/**
 * The state machine of one breaker: who is admitted, what a result does, what an operator can do, and who hears of it.
 *
 * It calls nothing by itself: whoever uses it acquires a permit, makes the call, and settles. `CircuitBreaker` does that for
 * any function, the HTTP adapters do it for requests. It has no private methods, since they would cost each object 8 bytes.
 */
export class Circuit {
  readonly name: string
  readonly config: ResolvedConfig
  #generation: Permit = nextGeneration()
  #listeners: Emitter | undefined
  // The next three are made at first use, so that an idle breaker weighs about a hundred bytes.
  #memory: Memory | undefined
  #incidents: Incidents | undefined
  /** As it was last written, due or not. @internal */
  _state: State = CLOSED
  /** Of its manager. @internal */
  _manager: Emitter | undefined

  /**
   * @param name appears in events, errors and metrics: put nothing secret into it
   * @throws TypeError when the name is empty or no string
   * @throws RangeError when a field of the configuration is wrong, naming it
   */
  constructor(name: string, config?: CircuitBreakerConfig) {
    if (typeof name !== 'string' || name === '')
      throw new TypeError(DEV ? `name must be a non-empty string, got ${show(name)}` : 'name')
    this.name = name
    this.config = resolveConfig(config)
  }

  // ── What it says of itself: queries change nothing ──────────────────────────────────────────────────────────────────

  /** Open whose period is over reads `half-open`; the transition itself follows at the next `acquire`. */
  get state(): CircuitState {
    return this._state === CLOSED ? 'closed' : nameAt(this._state, this.config.clock.now())
  }

  get isClosed(): boolean {
    return this.state === 'closed'
  }

  get isOpen(): boolean {
    return this.state === 'open'
  }

  get isHalfOpen(): boolean {
    return this.state === 'half-open'
  }

  /** Milliseconds until a call may be tried: 0 when now, `undefined` when nobody knows (forced, no free probe slot). */
  get retryAfterMs(): number | undefined {
    return this._waitAt(this.config.clock.now())
  }

  /** All it knows of itself now. Does not change afterwards. */
  getStatus(): CircuitBreakerStatus {
    const { config } = this
    const memory = this.#memory ?? createMemory(config)
    return statusOf(this, memory, this.#incidents ?? new Incidents(), config.clock.now())
  }

  /** The error for a call that was refused just now: what `call` rejects with, for those who use `acquire`. */
  rejection(): CircuitBreakerError {
    return new CircuitBreakerError({ breakerName: this.name, ...this._refusalAt(this.config.clock.now()) })
  }

  /** @internal */
  _refusalAt(now: number): Refusal {
    const { _state: state } = this
    // Closed only where it is busy, or a listener has closed it since.
    const opening = state.reason ?? this.#incidents?.lastTransition?.reason ?? 'forced'
    const reason = this._isBusy(now) ? 'busy' : opening
    return { state: nameAt(state, now), reason, retryAfterMs: this._waitAt(now) }
  }

  /** @internal */
  _waitAt(now: number): number | undefined {
    const { name, _until: until, _slots: slots } = this._state
    if (nameAt(this._state, now) === 'open') return until === Infinity ? undefined : until - now
    const isFree = name !== 'half-open' || !this.#incidents?._slots._isFull(slots, now)
    return isFree && !this._isBusy(now) ? 0 : undefined
  }

  /** Whether a call that the state would admit is refused, since too many are in flight. @internal */
  _isBusy(now: number): boolean {
    const { maxInFlight } = this.config
    if (maxInFlight === false || nameAt(this._state, now) === 'open') return false
    return this._incidents._calls._isFull(maxInFlight, now)
  }

  // ── Who is admitted, and what a result does ─────────────────────────────────────────────────────────────────────────

  /** The right to make one call, to be settled exactly once; 0 (`REJECTED`) when none may be made. */
  acquire(): Permit {
    const { config } = this
    if (config.mode === 'off') return UNRECORDED
    if (this._state !== CLOSED || config.maxInFlight) return this._admit()
    this._memory._enter(config)
    return this.#generation
  }

  /** Where not every call may be made: a probe, where a slot is free, else nobody. Never a queue. @internal */
  _admit(): Permit {
    const { clock, maxInFlight } = this.config
    const now = clock.now()
    const transition = this._endOpenPeriod(now)
    if (transition !== undefined) this._emit('transition', transition)
    // While open no call is handed the time: a number that is handed on takes 16 bytes, and an outage rejects by the thousand.
    let permit = this._state.name === 'open' ? REJECTED : this._permitAt(now)
    if (permit === REJECTED) {
      this._incidents._totals[maxInFlight && this._isBusy(now) ? 'busy' : 'rejected'] += 1
      if (this._wants('rejected')) this._emit('rejected', { name: this.name, ...this._refusalAt(now) })
      // In shadow the call goes on all the same, with a permit that no probe has and without a place: while open it decides nothing.
      if (this.config.mode === 'shadow') permit = this.#generation
    }
    if (permit !== REJECTED) this._memory._enter(this.config)
    deliver()
    return permit
  }

  /** The permit of one call alone: of a probe, or of any where `maxInFlight` must know which of them has settled. @internal */
  _permitAt(now: number): Permit {
    const { name, _slots: slots } = this._state
    const { maxInFlight, probeTimeoutMs } = this.config
    const { _calls: calls, _slots: taken, _unsettled: unsettled } = this._incidents
    const isProbing = name === 'half-open'
    if (this._isBusy(now) || (isProbing && taken._isFull(slots, now))) return REJECTED
    const permit = nextProbe()
    if (isProbing) taken._begin(permit, now + probeTimeoutMs)
    if (maxInFlight) calls._begin(permit, now + probeTimeoutMs)
    unsettled.add(permit)
    return permit
  }

  /**
   * Ends the call that the permit was given for. `REJECTED`, a probe's permit that was settled before, and a stranger's
   * probe change nothing. A stranger's permit of the closed state is taken for a call that ends late: it decides nothing.
   *
   * @param durationMs how long the call took; without it no call is slow
   * @param retryAfterMs the wait that the dependency asked for: the pause of `throttled`, a floor for the open period that
   *   a `failure` causes; capped by `maxBackoffMs`
   * @throws RangeError when the outcome is none of the four; the permit can then still be settled
   */
  settle(permit: Permit, outcome: Outcome, durationMs?: number, retryAfterMs?: number): void
  /** By somebody who has read the clock already. @internal */
  settle(permit: Permit, outcome: Outcome, durationMs?: number, retryAfterMs?: number, known?: number): void
  settle(permit: Permit, outcome: Outcome, durationMs?: number, waitMs?: number, known?: number): void {
    if (!isOutcome(outcome)) throw wrong('outcome', DEV && OUTCOMES, outcome)
    if (!this._isUnsettled(permit)) return
    const { config, name } = this
    // All permits come from one counter, so that those of probes lie above the generation that they belong to.
    const late = permit < this.#generation
    const isSlow = this._count(outcome, durationMs, late)
    const isGood = !late && this._state === CLOSED && outcome === 'success' && !isSlow
    // A window of calls reads no clock for a call that went well.
    const now = known ?? (isGood && config.failureWindow ? 0 : config.clock.now())
    const transition = late ? undefined : this._decide(permit, outcome, isSlow, isGood, waitMs, now)
    const isHeard = this._wants('settled')
    if (isHeard) this._emit('settled', { name, outcome, durationMs, late })
    if (late) this._heed(outcome, waitMs, now)
    if (isHeard || late || transition !== undefined) this._announce(transition)
  }

  /** Whether the permit is good for one result; that of a probe no longer is. @internal */
  _isUnsettled(permit: Permit): boolean {
    if (!isProbe(permit)) return permit > REJECTED && permit <= this.#generation
    const { _calls: calls, _slots: slots, _unsettled: unsettled } = this._incidents
    calls._end(permit)
    slots._end(permit)
    return unsettled.delete(permit)
  }

  /** Counts a call that has ended. @returns whether it counts as slow @internal */
  _count(outcome: Outcome, durationMs: number | undefined, late: boolean): boolean {
    const { config, _memory: memory } = this
    memory._leave(late ? 'ignored' : outcome, durationMs)
    const isSlow = !late && outcome !== 'throttled' && isSlowCall(durationMs, config)
    if (isSlow) this._incidents._totals.slow += 1
    const rare = late ? 'late' : outcome
    if (rare !== 'success' && rare !== 'failure') this._incidents._totals[rare] += 1
    return isSlow
  }

  /** What comes late decides nothing; but a wait that it names may lengthen an open period, as `pause` does. @internal */
  _heed(outcome: Outcome, waitMs: number | undefined, now: number): void {
    const { config, _state: state } = this
    this._memory._stir(now)
    const mayAsk = outcome === 'failure' || outcome === 'throttled'
    if (!mayAsk || state._held || nameAt(state, now) !== 'open') return
    const until = now + askedWaitMs(waitMs, config)
    if (until > state._until) this._enter(lengthened(state, until), 'throttled', now)
  }

  /** Goes where a verdict leads, if it is one that decides. @internal */
  _decide(
    permit: Permit,
    outcome: Outcome,
    isSlow: boolean,
    isGood: boolean,
    waitMs: number | undefined,
    now: number,
  ): CircuitTransition | undefined {
    const { config, _memory: memory, _state: state } = this
    const isClosed = state === CLOSED
    const isRecorded = isClosed && outcome !== 'throttled' && (outcome !== 'ignored' || isSlow)
    // What the window does not record was under way all the same, probes too. What the caller gave up is known to be slow, no more.
    if (isRecorded) memory._record(outcome, isSlow, now, config)
    else memory._stir(now)
    if (isGood || !this._mayDecide(permit, outcome, isSlow)) return undefined
    const counts = memory._read(now, config)
    const hasEarlier = !isClosed || counts.run > Number(outcome === 'failure')
    // What a success asks for, through the breaker of a route, is not for this one.
    const askedMs = outcome === 'success' && !isSlow ? undefined : waitMs
    const askedUntil = this._askedUntil(now, askedMs, hasEarlier)
    const next = after(state, outcome, isSlow, counts, now, askedUntil, waitMs, config)
    if (next.name !== state.name) return this._enter(next, next.reason ?? 'probes-succeeded', now)
    // The same half-open, a probe later: no transition, no new generation.
    this._state = next
    return undefined
  }

  /** Beside the probes, and while open, only a shadow lets calls through: they decide nothing, as what is ignored. @internal */
  _mayDecide(permit: Permit, outcome: Outcome, isSlow: boolean): boolean {
    const { name } = this._state
    return (
      (name === 'closed' || (name === 'half-open' && isProbe(permit))) && (outcome !== 'ignored' || isSlow)
    )
  }

  /** Until when a wait was asked for, by an earlier failure of this run too: `now` where it is over, or none was. @internal */
  _askedUntil(now: number, waitMs: number | undefined, hasEarlier: boolean): number {
    const incidents = waitMs ? this._incidents : this.#incidents
    if (incidents === undefined) return now
    const earlier = hasEarlier ? incidents._askedUntil : now
    incidents._askedUntil = Math.max(earlier, now + askedWaitMs(waitMs, this.config))
    return incidents._askedUntil
  }

  // ── What an operator can do ─────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Rejects every call: until `forceClose` or `reset`, or for `forMs` and then half-open.
   *
   * @param options.reason in the operator's words. @default 'forced'
   * @throws RangeError when `forMs` is no duration, or the reason is that of a rule
   */
  forceOpen(options: { forMs?: number | undefined; reason?: string | undefined } = {}): void {
    const { forMs, reason = 'forced' } = options
    if (forMs !== undefined) checkDuration('forMs', forMs)
    checkReason(reason)
    this._control(reason, (state, now) => opened(state, reason, now, now + (forMs ?? Infinity), 'forced'))
  }

  /** Closes, and forgets run, window and backoff. Judging goes on. */
  forceClose(): void {
    this._control('forced', () => CLOSED)
  }

  /** Closes as `forceClose` does, and sets the totals to zero, but for the calls in flight. */
  reset(): void {
    this._control('reset', () => {
      this.#memory?._zero()
      if (this.#incidents !== undefined) this.#incidents._totals = noTotals()
      return CLOSED
    })
  }

  /**
   * Opens for at least so long from now, and never shortens. No trip, no backoff.
   *
   * @param reason in the operator's words
   * @throws RangeError when `forMs` is no duration, or the reason is that of a rule
   */
  pause(forMs: number, reason: TransitionReason = 'paused'): void {
    checkDuration('forMs', forMs)
    checkReason(reason)
    this._control(reason, (state, now) =>
      state.name === 'open' ? lengthened(state, now + forMs) : opened(state, reason, now, now + forMs),
    )
  }

  /** When open and not forced: lets one probe through now, and after its success as many as half-open allows. */
  probeNow(): void {
    this._control('due', state =>
      state.name === 'open' && state._held === undefined ? probing(state, 1) : undefined,
    )
  }

  /**
   * Somebody takes control: a period that is over has ended, and is said to have, before the next state is asked for. What is
   * shut down stays so.
   *
   * @internal
   */
  _control(reason: TransitionReason, next: (state: State, now: number) => State | undefined): void {
    const now = this.config.clock.now()
    const due = this._endOpenPeriod(now)
    if (due !== undefined) this._announce(due)
    const to = this._state._held === 'shut' ? undefined : next(this._state, now)
    if (to === undefined) return
    // What was asked for in an earlier run is no part of what begins now.
    if (this.#incidents && this._state === CLOSED && this._memory._run === 0)
      this.#incidents._askedUntil = -Infinity
    this._announce(this._enter(to, reason, now))
  }

  // ── The one place where the state changes ───────────────────────────────────────────────────────────────────────────

  /** @internal */
  _endOpenPeriod(now: number): CircuitTransition | undefined {
    const state = this._state
    return isDue(state, now)
      ? this._enter(probing(state, this.config.halfOpenMaxCalls), 'due', now)
      : undefined
  }

  /** What is already so is no transition, but starts a new generation; an open period may end at another time. @internal */
  _enter(state: State, reason: TransitionReason, at: number): CircuitTransition | undefined {
    const { name } = this
    const from = this._state.name
    const counts = this._memory._read(at, this.config)
    this._state = state
    this.#generation = nextGeneration()
    this.#incidents?._slots._clear()
    if (state === CLOSED) this._memory._forget()
    const retryAfterMs = this._waitAt(at)
    if (state.name === from) {
      if (from === 'open') this._emit('rescheduled', { name, reason, retryAfterMs })
      return undefined
    }
    const transition = Object.freeze({ name, from, to: state.name, reason, at, retryAfterMs, counts })
    this._incidents.lastTransition = transition
    return transition
  }

  /** @internal */
  get _memory(): Memory {
    this.#memory ??= createMemory(this.config)
    return this.#memory
  }

  /** @internal */
  get _incidents(): Incidents {
    this.#incidents ??= new Incidents()
    return this.#incidents
  }

  // ── Who hears of it ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** Calls back on each entry into open by a rule. @returns its undo @throws TypeError when it is no function */
  onTrip(callback: TransitionCallback): () => void {
    return this._onTransition(callback, ({ reason }) => isTrip(reason))
  }

  /** Calls back on each way from half-open to closed. @returns its undo @throws TypeError when it is no function */
  onRecovery(callback: TransitionCallback): () => void {
    return this._onTransition(callback, ({ from, to }) => from === 'half-open' && to === 'closed')
  }

  /** @internal */
  _onTransition(
    callback: TransitionCallback,
    isMeant: (transition: CircuitTransition) => boolean,
  ): () => void {
    assertFunction('callback', callback)
    return this.on('transition', event => isMeant(event) && callback(event.name, event.to, event))
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
    this.#listeners ??= new Emitter()
    return this.#listeners.on(type, listener)
  }

  /** @internal */
  _wants(type: keyof CircuitBreakerEvents): boolean {
    return Boolean(this.#listeners?._wants(type) || this._manager?._wants(type))
  }

  /** Puts an event before the listeners, who hear of it with the next `deliver`. @internal */
  _emit<Type extends keyof CircuitBreakerEvents>(type: Type, event: CircuitBreakerManagerEvents[Type]): void {
    this.#listeners?._enqueue(type, event)
    this._manager?._enqueue(type, event)
  }

  /** Tells all that happened, the transition last: what a listener does comes after everything that led to it. @internal */
  _announce(transition: CircuitTransition | undefined): void {
    if (transition !== undefined) this._emit('transition', transition)
    deliver()
  }
}

/** What a refusal says of the circuit, in event and error. */
type Refusal = Pick<CircuitRejected, 'state' | 'reason' | 'retryAfterMs'>

/** @throws RangeError when an operator's words are none, or are those by which a trip is known */
const checkReason = (reason: unknown): void => {
  if (typeof reason !== 'string' || reason === '' || isTrip(reason))
    throw wrong('reason', DEV && 'words of your own, not those of a rule', reason)
}
