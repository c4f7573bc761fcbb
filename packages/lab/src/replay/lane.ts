import { CircuitBreaker, type CircuitBreakerConfig, type CircuitTransition, type Clock } from '@recloser/core'
import { seeded } from '../engine/random.ts'
import type { Incident } from './incidents.ts'
import type { Score } from './score.ts'

/** One candidate's breaker for one target: lives through the log, and adds what it did to the candidate's score. */
export class Lane {
  readonly breaker: CircuitBreaker
  readonly #score: Score
  readonly #clock: Clock
  #isOpen = false
  #changedAt = 0
  /** When the circuit was first open since an incident may have begun. */
  #noticedAt: number | undefined
  /** Trips of which it is not known yet whether they were in an incident. */
  #trips: number[] = []
  /** The end of an incident after which the circuit has not closed yet. */
  #waitsSince: number | undefined

  constructor(name: string, config: CircuitBreakerConfig, clock: Clock, score: Score, seed: number) {
    this.breaker = new CircuitBreaker(name, { ...config, clock, random: seeded(seed) })
    this.#score = score
    this.#clock = clock
    this.breaker.on('transition', transition => this.#note(transition))
  }

  mayHaveBegun(at: number): void {
    this.#noticedAt = this.#isOpen ? at : undefined
  }

  hasEnded(incident: Incident | undefined): void {
    const to = incident?.to ?? -Infinity
    this.#score.falseTrips += this.#trips.filter(at => at > to).length
    this.#trips = []
    if (incident === undefined) return
    const noticed = this.#noticedAt !== undefined && this.#noticedAt <= to ? this.#noticedAt : undefined
    if (noticed === undefined) {
      this.#score.missed += 1
      return
    }
    this.#score.noticeMs.push(Math.max(0, noticed - incident.from))
    if (this.#isOpen) this.#waitsSince = to
    else this.#score.backMs.push(Math.max(0, this.#changedAt - to))
  }

  /** The log has ended. */
  finish(): void {
    if (this.#isOpen) this.#score.openMs += this.#clock.now() - this.#changedAt
    if (this.#waitsSince !== undefined) this.#score.notBack += 1
    this.#score.falseTrips += this.#trips.length
  }

  #note({ from, to, at, reason }: CircuitTransition): void {
    this.#score.transitions += 1
    const isOpen = to !== 'closed'
    if (to === 'open' && reason !== 'throttled') {
      this.#score.trips += 1
      if (from === 'closed') this.#trips.push(at)
    }
    if (isOpen === this.#isOpen) return
    if (isOpen) this.#noticedAt ??= at
    else this.#closed(at)
    this.#isOpen = isOpen
    this.#changedAt = at
  }

  #closed(at: number): void {
    this.#score.openMs += at - this.#changedAt
    if (this.#waitsSince !== undefined) this.#score.backMs.push(Math.max(0, at - this.#waitsSince))
    this.#waitsSince = undefined
  }
}
