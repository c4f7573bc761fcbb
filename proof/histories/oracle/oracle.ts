import type { Outcome } from '@recloser/core'
import {
  closed,
  type HalfOpen,
  lengthened,
  type Open,
  openUntil,
  probing,
  type Ticket,
  tripsOf,
} from './circuit.ts'
import { Machine } from './machine.ts'
import { askedOf, periodOf } from './periods.ts'
import { readingOf } from './reading.ts'
import { rowOf } from './results.ts'
import { Totals } from './totals.ts'
import { countsOf, ruleBroken } from './window.ts'

/**
 * What a breaker must do, written from the rules alone: it keeps every ticket and every result with its moment, and
 * reckons everything anew each time it is asked. Slow, and short enough to be believed.
 */
export class Oracle extends Machine {
  /** Rules 2, 5, 10, the modes, and the limit of calls in flight. */
  acquire(): Ticket | undefined {
    const now = this.now()
    if (this.config.mode === 'off') return { generation: Number.NaN, isProbe: false, leaseEndsAt: 0 }
    this.endOpenPeriod(now)
    const isBusy = this.isBusy(now)
    if (!isBusy && this.circuit.name === 'closed') return this.admit(false, now)
    if (!isBusy && this.hasSlot(now)) return this.admit(true, now)
    this.totals[isBusy ? 'busy' : 'rejected'] += 1
    const state = this.circuit.name
    const reason = isBusy || this.circuit.name === 'closed' ? 'busy' : this.circuit.reason
    this.tell('rejected', { name: this.name, state, reason, retryAfterMs: this.waitAt(now) })
    return this.config.mode === 'shadow' ? this.admit(false, now) : undefined
  }

  /** Rules 1, 3, 4, 12 and 16. */
  settle(ticket: Ticket, outcome: Outcome, durationMs?: number, waitMs?: number): void {
    if (!this.inFlight.delete(ticket)) return
    const now = this.now()
    this.activity.end(ticket, now)
    const late = ticket.generation !== this.generation
    const isLong = durationMs !== undefined && durationMs >= (this.config.slowCallMs || Infinity)
    // One that was told to wait says how long it takes to be refused, not how long the work takes.
    const slow = !late && isLong && outcome !== 'throttled'
    this.totals.add(late ? 'late' : outcome, late ? undefined : durationMs, slow)
    this.tell('settled', { name: this.name, outcome, durationMs, late })
    if (late) this.#hearLateWait(outcome, waitMs, now)
    else if (this.circuit.name === 'closed' || ticket.isProbe) this.#judge(ticket, outcome, slow, waitMs, now)
  }

  forceOpen({ forMs = Infinity, reason = 'forced' }: { forMs?: number; reason?: string } = {}): void {
    const now = this.takeControl()
    if (this.isShut) return
    this.enter({ ...openUntil(this.circuit, reason, now, now + forMs), forced: true }, reason, now)
  }

  forceClose(): void {
    const now = this.takeControl()
    if (!this.isShut) this.enter(closed, 'forced', now)
  }

  reset(): void {
    const now = this.takeControl()
    if (this.isShut) return
    this.enter(closed, 'reset', now)
    this.totals = new Totals()
  }

  pause(forMs: number, reason: string): void {
    const now = this.takeControl()
    if (this.isShut) return
    const before = this.circuit
    const until = now + forMs
    const next = before.name === 'open' ? lengthened(before, until) : openUntil(before, reason, now, until)
    this.enter(next, reason, now)
  }

  probeNow(): void {
    const now = this.takeControl()
    const before = this.circuit
    if (before.name === 'open' && !before.forced) this.enter(probing(before, 1), 'due', now)
  }

  /** Nothing of before says anything any more, but for what somebody asked for; a sleep counts towards it. */
  wake(sleptMs: number): void {
    const now = this.takeControl()
    const before = this.circuit
    if (before.name === 'closed') this.enter(closed, 'due', now)
    else if (before.name === 'half-open') this.enter(probing(before, 1), 'due', now)
    else if (!before.forced) this.enter(this.#awake(before, sleptMs, now), 'due', now)
  }

  shutdown(): void {
    const now = this.takeControl()
    if (this.isShut) return
    this.isShut = true
    this.enter({ ...openUntil(this.circuit, 'shutdown', now, Infinity), forced: true }, 'shutdown', now)
  }

  /** What `getStatus().toJSON()` must say. */
  reading(): object {
    const now = this.now()
    return {
      name: this.name,
      ...readingOf(this.circuit, countsOf(this.results, this.activity, now, this.config), now, this.config),
      inFlight: this.inFlight.size,
      retryAfterMs: this.waitAt(now),
      lastTransition: this.last,
      metrics: this.totals.reading(this.inFlight.size),
    }
  }

  #awake(before: Open, sleptMs: number, now: number): Open | HalfOpen {
    const askedUntil = before.askedUntil - sleptMs
    return now < askedUntil ? { ...before, until: before.until - sleptMs, askedUntil } : probing(before, 1)
  }

  /** The one thing that a late result may do. */
  #hearLateWait(outcome: Outcome, waitMs: number | undefined, now: number): void {
    const before = this.circuit
    if (outcome !== 'failure' && outcome !== 'throttled') return
    if (before.name !== 'open' || before.forced || now >= before.until) return
    const until = now + askedOf(waitMs, this.config)
    if (until > before.until) this.enter(lengthened(before, until), 'throttled', now)
  }

  #judge(
    { isProbe }: Ticket,
    outcome: Outcome,
    slow: boolean,
    waitMs: number | undefined,
    now: number,
  ): void {
    if (outcome === 'ignored' && !slow) return
    const own = now + askedOf(waitMs, this.config)
    const earlier = this.#earlierAsk(outcome, now)
    this.asked = Math.max(earlier, own)
    if (!isProbe) this.results.push({ at: now, outcome, slow })
    if (outcome === 'throttled') this.#throttle(own, now)
    else if (this.circuit.name === 'half-open') this.#judgeProbe(this.circuit, outcome, slow, now)
    else this.#judgeCall(outcome, slow, now)
  }

  /** What the run asked for before. Once the circuit is open, that holds until it closes: to obey it ends no run. */
  #earlierAsk(outcome: Outcome, now: number): number {
    if (this.circuit.name !== 'closed') return this.asked
    const hasRun = rowOf(this.results, this.activity, now, this.config).run > 0
    return hasRun && outcome !== 'success' ? this.asked : -Infinity
  }

  #judgeCall(outcome: Outcome, slow: boolean, now: number): void {
    if (outcome !== 'failure' && !slow) return
    const rule = ruleBroken(countsOf(this.results, this.activity, now, this.config), this.config)
    if (rule !== undefined) this.#trip(rule, now)
  }

  #judgeProbe(circuit: HalfOpen, outcome: Outcome, slow: boolean, now: number): void {
    const { successThreshold, halfOpenFailureThreshold, halfOpenMaxCalls } = this.config
    const isBad = outcome === 'failure' || slow
    const successes = circuit.successes + (isBad ? 0 : 1)
    const failures = circuit.failures + (isBad ? 1 : 0)
    if (successes >= successThreshold) this.enter(closed, 'probes-succeeded', now)
    else if (failures >= halfOpenFailureThreshold)
      this.#trip(outcome === 'failure' ? 'probe-failed' : 'probe-slow', now)
    // One probe at a time, where there was a reason to be careful, until one succeeds.
    else this.circuit = { ...circuit, successes, failures, slots: isBad ? circuit.slots : halfOpenMaxCalls }
  }

  #trip(rule: string, now: number): void {
    const trips = tripsOf(this.circuit) + 1
    const until = Math.max(now + periodOf(trips, this.config), this.asked)
    const open = openUntil(this.circuit, rule, now, until)
    this.enter({ ...open, askedUntil: this.asked, trips, backoffMs: until - now }, rule, now)
  }

  #throttle(own: number, now: number): void {
    const until = own > now ? own : now + periodOf(1, this.config)
    this.enter(openUntil(this.circuit, 'throttled', now, Math.max(until, this.asked)), 'throttled', now)
  }
}
