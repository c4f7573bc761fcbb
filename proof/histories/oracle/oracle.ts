import type { Outcome } from '@recloser/core'
import { closed, type HalfOpen, openUntil, probing, type Ticket, tripsOf } from './circuit.ts'
import { Machine } from './machine.ts'
import { pauseOf, periodOf } from './periods.ts'
import { readingOf } from './reading.ts'
import { Totals } from './totals.ts'
import { countsOf, ruleBroken } from './window.ts'

/**
 * What a breaker must do, written from the rules alone: it keeps every ticket and every result with its moment, and
 * reckons everything anew each time it is asked. Slow, and short enough to be believed.
 */
export class Oracle extends Machine {
  /** Rules 2, 5, 10, and the modes. */
  acquire(): Ticket | undefined {
    const now = this.now()
    if (this.config.mode === 'off') return { generation: Number.NaN, isProbe: false, leaseEndsAt: 0 }
    this.endOpenPeriod(now)
    if (this.circuit.name === 'closed') return this.admit(false, now)
    if (this.hasSlot(now)) return this.admit(true, now)
    const { name: state, reason } = this.circuit
    this.totals.rejected += 1
    this.tell('rejected', { name: this.name, state, reason, retryAfterMs: this.waitAt(now) })
    return this.config.mode === 'shadow' ? this.admit(false, now) : undefined
  }

  /** Rules 1, 3, 4 and 12. */
  settle(ticket: Ticket, outcome: Outcome, durationMs?: number, waitMs?: number): void {
    if (!this.inFlight.delete(ticket)) return
    const late = ticket.generation !== this.generation
    const isVerdict = outcome === 'success' || outcome === 'failure'
    const slow = isVerdict && durationMs !== undefined && durationMs >= (this.config.slowCallMs || Infinity)
    this.totals.add(late ? 'late' : outcome, late ? undefined : durationMs, !late && slow)
    this.tell('settled', { name: this.name, outcome, durationMs, late })
    if (late || outcome === 'ignored') return
    if (this.circuit.name === 'closed') this.#judgeCall(outcome, slow, waitMs)
    else if (ticket.isProbe) this.#judgeProbe(outcome, slow, waitMs)
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
    const next =
      before.name === 'open'
        ? { ...before, until: Math.max(before.until, until) }
        : openUntil(before, reason, now, until)
    this.enter(next, reason, now)
  }

  probeNow(): void {
    const now = this.takeControl()
    const before = this.circuit
    if (before.name === 'open' && !before.forced) this.enter(probing(before, 1), 'due', now)
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
      ...readingOf(this.circuit, countsOf(this.results, now, this.config), now, this.config),
      inFlight: this.inFlight.size,
      retryAfterMs: this.waitAt(now),
      lastTransition: this.last,
      metrics: this.totals.reading(this.inFlight.size),
    }
  }

  #judgeCall(outcome: Outcome, slow: boolean, waitMs: number | undefined): void {
    const now = this.now()
    if (outcome === 'throttled') {
      this.#throttle(waitMs, now)
      return
    }
    this.results.push({ at: now, failed: outcome === 'failure', slow })
    const rule = ruleBroken(countsOf(this.results, now, this.config), this.config)
    if (rule !== undefined && (outcome === 'failure' || slow)) this.#trip(rule, waitMs, now)
  }

  #judgeProbe(outcome: Outcome, slow: boolean, waitMs: number | undefined): void {
    const now = this.now()
    if (this.circuit.name !== 'half-open') return
    if (outcome === 'throttled') this.#throttle(waitMs, now)
    else if (outcome === 'failure') this.#trip('probe-failed', waitMs, now)
    else if (slow) this.#trip('probe-slow', waitMs, now)
    else this.#succeed(this.circuit, now)
  }

  #succeed(circuit: HalfOpen, now: number): void {
    const successes = circuit.successes + 1
    if (successes >= this.config.successThreshold) this.enter(closed, 'probes-succeeded', now)
    else this.circuit = { ...circuit, successes, slots: this.config.halfOpenMaxCalls }
  }

  #trip(rule: string, waitMs: number | undefined, now: number): void {
    const trips = tripsOf(this.circuit) + 1
    const backoffMs = periodOf(trips, waitMs, this.config)
    this.enter({ ...openUntil(this.circuit, rule, now, now + backoffMs), trips, backoffMs }, rule, now)
  }

  #throttle(waitMs: number | undefined, now: number): void {
    const pauseMs = pauseOf(waitMs, this.config)
    this.enter(openUntil(this.circuit, 'throttled', now, now + pauseMs), 'throttled', now)
  }
}
