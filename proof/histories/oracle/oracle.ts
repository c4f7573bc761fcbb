import { closed, type HalfOpen, lengthened, type Open, openUntil, probing, type Ticket } from './circuit.ts'
import { Judge } from './judge.ts'
import { readingOf } from './reading.ts'
import { Totals } from './totals.ts'
import { countsOf } from './window.ts'

/**
 * What a breaker must do, written from the rules alone: it keeps every ticket and every result with its moment, and
 * reckons everything anew each time it is asked. Slow, and short enough to be believed.
 */
export class Oracle extends Judge {
  /** Rules 2, 5, 10, the modes, and the limit of calls in flight. */
  acquire(): Ticket | undefined {
    const now = this.now()
    if (this.config.mode === 'off')
      return { generation: Number.NaN, isProbe: false, leaseEndsAt: 0, takesPlace: false }
    this.endOpenPeriod(now)
    const isBusy = this.isBusy(now)
    if (!isBusy && this.circuit.name === 'closed') return this.admit(false, now)
    if (!isBusy && this.hasSlot(now)) return this.admit(true, now)
    this.totals[isBusy ? 'busy' : 'rejected'] += 1
    const state = this.circuit.name
    const reason = isBusy || this.circuit.name === 'closed' ? 'busy' : this.circuit.reason
    this.tell('rejected', { name: this.name, state, reason, retryAfterMs: this.waitAt(now) })
    return this.config.mode === 'shadow' ? this.admit(false, now, false) : undefined
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
    if (before.name === 'half-open' || (before.name === 'open' && !before.forced)) this.asked -= sleptMs
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
}
