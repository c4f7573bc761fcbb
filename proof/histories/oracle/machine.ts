import type { CircuitTransition, ResolvedConfig } from '@recloser/core'
import { Activity } from './activity.ts'
import { type Circuit, closed, isDue, probing, type Ticket } from './circuit.ts'
import type { Result } from './results.ts'
import { Totals } from './totals.ts'
import { countsOf } from './window.ts'

/** What an oracle says was told: the type of the event, and the event. */
export type Told = readonly [type: 'transition' | 'rescheduled' | 'rejected' | 'settled', event: object]

/** All that an oracle keeps, and the one place where its circuit changes. */
export abstract class Machine {
  readonly config: ResolvedConfig
  readonly told: Told[] = []
  protected readonly name: string
  protected circuit: Circuit = closed
  protected generation = 0
  /** Since the circuit closed. */
  protected results: Result[] = []
  protected readonly inFlight: Set<Ticket> = new Set()
  protected readonly activity: Activity = new Activity()
  /** Until when results asked to wait, as far as it still holds. */
  protected asked = -Infinity
  protected totals: Totals = new Totals()
  protected last: CircuitTransition | undefined
  protected isShut = false

  constructor(name: string, config: ResolvedConfig) {
    this.name = name
    this.config = config
  }

  protected enter(next: Circuit, reason: string, at: number): void {
    const from = this.circuit.name
    const counts = countsOf(this.results, this.activity, at, this.config)
    this.circuit = next
    this.generation += 1
    if (next.name === 'closed') this.results = []
    const retryAfterMs = this.waitAt(at)
    if (next.name !== from) {
      this.last = { name: this.name, from, to: next.name, reason, at, retryAfterMs, counts }
      this.tell('transition', this.last)
    } else if (from === 'open') this.tell('rescheduled', { name: this.name, reason, retryAfterMs })
  }

  protected endOpenPeriod(now: number): void {
    const circuit = this.circuit
    if (isDue(circuit, now)) this.enter(probing(circuit, this.config.halfOpenMaxCalls), 'due', now)
  }

  protected takeControl(): number {
    const now = this.now()
    this.endOpenPeriod(now)
    const hasRun = countsOf(this.results, this.activity, now, this.config).run > 0
    if (this.circuit.name === 'closed' && !hasRun) this.asked = -Infinity
    return now
  }

  protected hasSlot(now: number): boolean {
    if (this.circuit.name !== 'half-open') return false
    const holders = [...this.inFlight].filter(
      ({ generation, isProbe, leaseEndsAt }) =>
        isProbe && generation === this.generation && now < leaseEndsAt,
    )
    return holders.length < this.circuit.slots
  }

  /** Whether so many calls are in flight that no other may be made. One that hangs does not count for ever. */
  protected isBusy(now: number): boolean {
    const { maxInFlight } = this.config
    const isOpen = this.circuit.name === 'open' && !isDue(this.circuit, now)
    if (maxInFlight === false || isOpen) return false
    return (
      [...this.inFlight].filter(({ leaseEndsAt, takesPlace }) => takesPlace && now < leaseEndsAt).length >=
      maxInFlight
    )
  }

  protected waitAt(now: number): number | undefined {
    const circuit = this.circuit
    if (this.isBusy(now)) return undefined
    if (circuit.name === 'closed') return 0
    if (circuit.name === 'half-open') return this.hasSlot(now) ? 0 : undefined
    return circuit.until === Infinity ? undefined : Math.max(0, circuit.until - now)
  }

  protected admit(isProbe: boolean, now: number, takesPlace = true): Ticket {
    const leaseEndsAt = now + this.config.probeTimeoutMs
    const ticket = { generation: this.generation, isProbe, leaseEndsAt, takesPlace }
    this.inFlight.add(ticket)
    this.activity.begin(ticket, now)
    return ticket
  }

  protected tell(type: Told[0], event: object): void {
    this.told.push([type, event])
  }

  protected now(): number {
    return this.config.clock.now()
  }
}
