import type { Clock } from '@recloser/core'
import { EventQueue } from '../engine/event-queue.ts'
import { type Random, seeded } from '../engine/random.ts'
import { Arrivals } from './arrivals.ts'
import { Attempts } from './attempts.ts'
import { Calls } from './calls.ts'
import { checkWorld } from './check-world.ts'
import { Clients } from './clients.ts'
import { CONNECTION_DIED, RETRIED, SERVED, TIMED_OUT } from './events.ts'
import { type MakeGate, openGate } from './gate.ts'
import { Tally } from './tally.ts'
import { Wire } from './wire.ts'
import type { World } from './world.ts'

/** How a world is run. */
export interface SimulationOptions {
  /** The same world and seed give the same run. A whole number >= 0. */
  readonly seed: number
  /** Called for each breaker that the world needs. @default every attempt is let through */
  readonly gate?: MakeGate | undefined
  /** Told of each attempt that a client wants to make. */
  readonly onAttempt?: ((now: number, isAdmitted: boolean) => void) | undefined
}

/** A world that is run event by event. */
export class Simulation {
  readonly tally: Tally
  readonly #clock: Clock & { at: number }
  readonly #events = new EventQueue()
  readonly #attempts = new Attempts()
  readonly #arrivals: Arrivals
  readonly #calls: Calls
  readonly #wire: Wire
  #nextArrival: number

  /** @throws RangeError when the world cannot be, naming field, rule and value */
  constructor(world: World, { seed, gate, onAttempt }: SimulationOptions) {
    checkWorld(world, seed)
    // A stream each: what one part of the world draws does not change what another meets.
    const randomOf = (part: number): Random => seeded(seed * 8 + part)
    const clock = { at: 0, now: () => clock.at }
    const surroundings = { clock, random: randomOf(2) }
    const clients = new Clients(world, randomOf(1), () => gate?.(surroundings) ?? openGate)
    const [events, attempts] = [this.#events, this.#attempts]
    this.tally = new Tally(world.durationMs)
    this.#clock = clock
    this.#arrivals = new Arrivals(world, randomOf(0))
    this.#wire = new Wire(world, randomOf(3), { clock, events, attempts })
    this.#calls = new Calls(world, {
      clock,
      events,
      attempts,
      clients,
      wire: this.#wire,
      tally: this.tally,
      onAttempt,
    })
    this.#nextArrival = this.#arrivals.next()
  }

  /** The world's time. */
  get now(): number {
    return this.#clock.at
  }

  /** When the next thing happens; `Infinity` when nothing will. */
  get nextTime(): number {
    return Math.min(this.#nextArrival, this.#events.nextTime)
  }

  /** Lets the next thing happen; `false` when nobody calls any more and nothing is under way. */
  step(): boolean {
    const at = this.#events.nextTime
    if (this.#nextArrival <= at) {
      if (this.#nextArrival === Infinity) return false
      this.#clock.at = this.#nextArrival
      this.#nextArrival = this.#arrivals.next()
      this.#calls.begin()
      return true
    }
    this.#events.pop()
    this.#clock.at = at
    this.#happen(this.#events.kind, this.#events.subject, this.#events.stamp)
    return true
  }

  /** Runs the world to its end. */
  run(): Tally {
    while (this.step());
    return this.tally
  }

  #happen(kind: number, subject: number, stamp: number): void {
    if (kind >= SERVED) {
      if (this.#wire.served(kind - SERVED, subject, stamp))
        this.#calls.end(subject, this.#attempts.fails[subject] === 1)
    } else if (kind === CONNECTION_DIED) {
      for (const row of this.#wire.connectionDied(subject)) this.#calls.end(row, true)
    } else if (this.#attempts.stamps[subject] === stamp) {
      if (kind === RETRIED) this.#calls.attempt(subject)
      else this.#calls.end(subject, kind === TIMED_OUT || this.#attempts.fails[subject] === 1)
    }
  }
}

/** Runs a world with one kind of breaker, and tells second by second what happened. */
export const simulate = (world: World, options: SimulationOptions): Tally =>
  new Simulation(world, options).run()
