import type { CircuitTransition, ResolvedConfig } from '@recloser/core'
import { type Circuit, closed, isDue, probing, type Ticket } from './circuit.ts'
import { Totals } from './totals.ts'
import { countsOf, type Result } from './window.ts'

/** What an oracle says was told: the type of the event, and the event. */
export type Told = readonly [type: 'transition' | 'rejected' | 'settled', event: object]

/** All that an oracle keeps, and the one place where its circuit changes. */
export abstract class Machine {
  readonly config: ResolvedConfig
  readonly told: Told[] = []
  protected readonly name: string
  protected circuit: Circuit = closed
  protected generation = 0
  protected results: Result[] = []
  protected readonly inFlight: Set<Ticket> = new Set()
  protected totals: Totals = new Totals()
  protected last: CircuitTransition | undefined
  protected isShut = false

  constructor(name: string, config: ResolvedConfig) {
    this.name = name
    this.config = config
  }

  protected enter(next: Circuit, reason: string, at: number): void {
    const from = this.circuit.name
    const counts = countsOf(this.results, at, this.config)
    this.circuit = next
    this.generation += 1
    if (next.name === 'closed') this.results = []
    if (next.name === from) return
    this.last = { name: this.name, from, to: next.name, reason, at, retryAfterMs: this.waitAt(at), counts }
    this.tell('transition', this.last)
  }

  protected endOpenPeriod(now: number): void {
    const circuit = this.circuit
    if (isDue(circuit, now)) this.enter(probing(circuit, this.config.halfOpenMaxCalls), 'due', now)
  }

  protected takeControl(): number {
    const now = this.now()
    this.endOpenPeriod(now)
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

  protected waitAt(now: number): number | undefined {
    const circuit = this.circuit
    if (circuit.name === 'closed') return 0
    if (circuit.name === 'half-open') return this.hasSlot(now) ? 0 : undefined
    return circuit.until === Infinity ? undefined : Math.max(0, circuit.until - now)
  }

  protected admit(isProbe: boolean, now: number): Ticket {
    const leaseEndsAt = isProbe ? now + this.config.probeTimeoutMs : 0
    const ticket = { generation: this.generation, isProbe, leaseEndsAt }
    this.inFlight.add(ticket)
    return ticket
  }

  protected tell(type: Told[0], event: object): void {
    this.told.push([type, event])
  }

  protected now(): number {
    return this.config.clock.now()
  }
}
