import type { Outcome } from '@recloser/core'
import { closed, type HalfOpen, lengthened, openUntil, type Ticket, tripsOf } from './circuit.ts'
import { Machine } from './machine.ts'
import { askedOf, periodOf } from './periods.ts'
import { rowOf } from './results.ts'
import { countsOf, ruleBroken } from './window.ts'

/** What comes of a result. */
export abstract class Judge extends Machine {
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
    // What went well asks for nothing.
    const own = now + askedOf(outcome === 'success' && !slow ? undefined : waitMs, this.config)
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
