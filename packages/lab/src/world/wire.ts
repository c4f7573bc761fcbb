import type { Clock } from '@recloser/core'
import type { EventQueue } from '../engine/event-queue.ts'
import type { Random } from '../engine/random.ts'
import type { Attempts } from './attempts.ts'
import { ANSWERED, CONNECTION_DIED, SERVED, TIMED_OUT } from './events.ts'
import { Faults } from './faults.ts'
import { drawFrom } from './latency.ts'
import { Server } from './server.ts'
import type { World } from './world.ts'

/** How soon a server without room says so. */
const REFUSAL_MS = 1

/** The way to the servers and back: where an attempt goes, what becomes of it, and when. */
export class Wire {
  readonly #shards: number
  readonly #instances: number
  readonly #timeoutMs: number
  /** None where servers have no limit. */
  readonly #servers: readonly Server[]
  readonly #faults: Faults
  readonly #workMs: () => number
  readonly #random: Random
  readonly #clock: Clock
  readonly #events: EventQueue
  readonly #attempts: Attempts

  constructor(
    world: World,
    random: Random,
    parts: { readonly clock: Clock; readonly events: EventQueue; readonly attempts: Attempts },
  ) {
    const { capacity, shards = 1, instances = 1, timeoutMs = Infinity, faults = [] } = world
    this.#shards = shards
    this.#instances = instances
    this.#timeoutMs = timeoutMs
    const count = capacity === undefined ? 0 : shards * instances
    this.#servers = Array.from({ length: count }, () => new Server(capacity ?? { workers: 0, queue: 0 }))
    this.#faults = new Faults(faults, random)
    this.#workMs = drawFrom(world.latency, random)
    this.#random = random
    this.#clock = parts.clock
    this.#events = parts.events
    this.#attempts = parts.attempts
    for (const { at, index } of this.#faults.deaths()) this.#events.push(at, CONNECTION_DIED, index, 0)
  }

  /** The shard that has what a call needs. */
  pickShard(): number {
    return this.#shards === 1 ? 0 : Math.floor(this.#random() * this.#shards)
  }

  /** Chooses an instance and draws what will become of the attempt, before anybody asks whether it may be sent. */
  draw(row: number): void {
    const { servers, shards, fails, takesMs } = this.#attempts
    const instance = this.#instances === 1 ? 0 : Math.floor(this.#random() * this.#instances)
    const shard = shards[row] as number
    const fate = this.#faults.fateOf(this.#clock.now(), shard, instance)
    servers[row] = shard * this.#instances + instance
    fails[row] = fate.fails ? 1 : 0
    takesMs[row] = fate.fails && fate.afterMs !== undefined ? fate.afterMs : this.#workMs() * fate.slowness
  }

  /** Whether the attempt would be answered in time where no queue delays it. */
  isGood(row: number): boolean {
    return this.#attempts.fails[row] === 0 && (this.#attempts.takesMs[row] as number) < this.#timeoutMs
  }

  /** Sends the attempt on its way. */
  send(row: number): void {
    const { stamps, servers, fails, takesMs } = this.#attempts
    const number = servers[row] as number
    const server = this.#servers[number]
    if (server === undefined) {
      this.#answerIn(row, takesMs[row] as number)
      return
    }
    const stamp = stamps[row] as number
    const becomes = server.receive(row, stamp)
    if (becomes === 'refused') {
      fails[row] = 1
      this.#answerIn(row, REFUSAL_MS)
      return
    }
    if (becomes === 'begins') this.#work(number, row, stamp)
    if (this.#timeoutMs < Infinity)
      this.#events.push(this.#clock.now() + this.#timeoutMs, TIMED_OUT, row, stamp)
  }

  /** A worker is done. Whether somebody still waits for this answer; the worker takes the next call anyhow. */
  served(number: number, row: number, stamp: number): boolean {
    const server = this.#servers[number] as Server
    if (server.finish()) this.#work(number, server.row, server.stamp)
    return this.#attempts.stamps[row] === stamp
  }

  /** A connection has died: the attempts that were under way on it. */
  connectionDied(index: number): number[] {
    const next = this.#faults.deathAfter(index, this.#clock.now())
    if (next < Infinity) this.#events.push(next, CONNECTION_DIED, index, 0)
    return this.#attempts.out().filter(row => this.#isAt(row, index))
  }

  #isAt(row: number, index: number): boolean {
    const number = this.#attempts.servers[row] as number
    return this.#faults.isAt(index, Math.floor(number / this.#instances), number % this.#instances)
  }

  #answerIn(row: number, takesMs: number): void {
    const isInTime = takesMs < this.#timeoutMs
    const at = this.#clock.now() + (isInTime ? takesMs : this.#timeoutMs)
    this.#events.push(at, isInTime ? ANSWERED : TIMED_OUT, row, this.#attempts.stamps[row] as number)
  }

  /** What nobody waits for any more is worked on all the same: the server does not know. */
  #work(number: number, row: number, stamp: number): void {
    const isWanted = this.#attempts.stamps[row] === stamp
    const takesMs = isWanted ? (this.#attempts.takesMs[row] as number) : this.#workMs()
    this.#events.push(this.#clock.now() + takesMs, SERVED + number, row, stamp)
  }
}
