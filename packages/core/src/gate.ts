import { Circuit } from './circuit.ts'
import { show } from './config-rules.ts'
import type { CircuitTransition } from './events.ts'
import { afterProbe, throttled, tripped } from './next-state.ts'
import { isOutcome, OUTCOMES, type Outcome } from './outcome.ts'
import { isProbe, type Permit, REJECTED, UNRECORDED } from './permit.ts'
import { CLOSED } from './state.ts'
import { isSlowCall, tripReason } from './trip.ts'

/** Who is admitted, and what comes of a result: it counts only in the generation that admitted its call. */
export abstract class Gate extends Circuit {
  /** The right to make one call, to be settled exactly once; 0 (`REJECTED`) when none may be made. */
  acquire(): Permit {
    if (this.config.mode === 'off') return UNRECORDED
    if (this.written !== CLOSED) return this.#admit(this.config.clock.now())
    this.memory.enter()
    return this.generation
  }

  /** Where not every call may be made: a probe, where a slot is free, else nobody. Never a queue. */
  #admit(now: number): Permit {
    const { config } = this
    const transition = this.endOpenPeriod(now)
    if (this.written.name === 'half-open') {
      const permit = this.incidents.probes.admit(this.generation, this.written.slots, now, config)
      if (permit !== REJECTED) {
        this.memory.enter()
        this.announce(transition)
        return permit
      }
    }
    return this.#reject(now)
  }

  #reject(now: number): Permit {
    const { name, reason = 'forced' } = this.written
    this.incidents.rejected += 1
    // In shadow the call goes on all the same, with a permit that no probe has: it decides nothing.
    const permit = this.config.mode === 'shadow' ? this.generation : REJECTED
    if (permit !== REJECTED) this.memory.enter()
    if (this.wants('rejected')) {
      this.emit('rejected', { name: this.name, state: name, reason, retryAfterMs: this.waitAt(now) })
      this.announce()
    }
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
  settle(permit: Permit, outcome: Outcome, durationMs?: number, retryAfterMs?: number): void {
    if (!isOutcome(outcome)) throw new RangeError(`outcome must be ${OUTCOMES}, got ${show(outcome)}`)
    this.settleAt(permit, outcome, durationMs, retryAfterMs)
  }

  /**
   * `settle`, by somebody who may have read the clock already. Nearly all calls take the way through `#judgeCall`: what
   * is rarer stands apart, so that the compiler makes one piece of it.
   *
   * @internal
   */
  settleAt(permit: Permit, outcome: Outcome, durationMs?: number, waitMs?: number, now?: number): void {
    const generation = isProbe(permit) ? this.incidents.probes.settle(permit) : permit
    if (generation !== this.generation) {
      this.#settleLate(generation, outcome, durationMs)
      return
    }
    this.memory.count(outcome, durationMs)
    if (outcome === 'ignored' || outcome === 'throttled') this.incidents[outcome] += 1
    const isSlow = isSlowCall(outcome, durationMs, this.config)
    if (isSlow) this.incidents.slow += 1
    const transition =
      this.written === CLOSED
        ? this.#judgeCall(outcome, isSlow, waitMs, now)
        : this.#judgeProbe(permit, outcome, isSlow, waitMs, now)
    const isHeard = this.wants('settled')
    if (isHeard) this.#tell(outcome, durationMs, false)
    if (this.written !== CLOSED) this.#tellDrained()
    if (isHeard || transition !== undefined) this.announce(transition)
  }

  /** Counts what comes too late to decide anything. What was no permit, or a probe that settled before, is no call. */
  #settleLate(generation: Permit, outcome: Outcome, durationMs: number | undefined): void {
    if (!(generation > 0 && generation < this.generation)) return
    this.memory.leave()
    this.incidents.late += 1
    if (this.wants('settled')) this.#tell(outcome, durationMs, true)
    this.#tellDrained()
    this.announce()
  }

  #judgeCall(
    outcome: Outcome,
    isSlow: boolean,
    waitMs: number | undefined,
    known: number | undefined,
  ): CircuitTransition | undefined {
    const { config } = this
    if (outcome === 'ignored') return undefined
    if (outcome === 'throttled') {
      const at = known ?? config.clock.now()
      return this.enter(throttled(this.written, at, waitMs, config), outcome, at)
    }
    // A count window reads no clock.
    const now = known ?? (config.failureWindowMs === false ? undefined : config.clock.now())
    const failed = outcome === 'failure'
    this.memory.record(failed, isSlow, now ?? 0)
    return failed || isSlow ? this.#judgeWindow(waitMs, now) : undefined
  }

  #judgeWindow(waitMs: number | undefined, now: number | undefined): CircuitTransition | undefined {
    const { config } = this
    const rule = tripReason(this.memory.read(now ?? 0), config)
    if (rule === undefined) return undefined
    const at = now ?? config.clock.now()
    return this.enter(tripped(this.written, rule, at, waitMs, config), rule, at)
  }

  #judgeProbe(
    permit: Permit,
    outcome: Outcome,
    isSlow: boolean,
    waitMs: number | undefined,
    known: number | undefined,
  ): CircuitTransition | undefined {
    const { config } = this
    const state = this.written
    // A call that a shadow lets through beside the probes, or while open, was counted and decides nothing.
    if (outcome === 'ignored' || state.name !== 'half-open' || !isProbe(permit)) return undefined
    const now = known ?? config.clock.now()
    const next = afterProbe(state, outcome, isSlow, now, waitMs, config)
    if (next.name === 'half-open') return this.goOn(next)
    return this.enter(next, next.reason ?? 'probes-succeeded', now)
  }

  #tell(outcome: Outcome, durationMs: number | undefined, late: boolean): void {
    this.emit('settled', { name: this.name, outcome, durationMs, late })
  }

  #tellDrained(): void {
    if (this.memory.inFlight === 0) for (const done of this.written.drained ?? []) done()
  }
}
