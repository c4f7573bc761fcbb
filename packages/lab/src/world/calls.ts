import type { Clock } from '@recloser/core'
import type { EventQueue } from '../engine/event-queue.ts'
import type { Attempts } from './attempts.ts'
import type { Clients } from './clients.ts'
import { RETRIED } from './events.ts'
import type { Tally } from './tally.ts'
import type { Wire } from './wire.ts'
import type { World } from './world.ts'

interface Parts {
  readonly clock: Clock
  readonly events: EventQueue
  readonly attempts: Attempts
  readonly clients: Clients
  readonly wire: Wire
  readonly tally: Tally
  readonly onAttempt: ((now: number, isAdmitted: boolean) => void) | undefined
}

/** The life of a call: attempts, each asked of the breaker, until one is answered, refused, or the last. */
export class Calls {
  readonly #parts: Parts
  readonly #retries: number
  readonly #retryDelaysMs: readonly number[]

  constructor({ retries = 0, retryDelayMs = 0 }: World, parts: Parts) {
    this.#parts = parts
    this.#retries = retries
    this.#retryDelaysMs = typeof retryDelayMs === 'number' ? [retryDelayMs] : retryDelayMs
  }

  /** Somebody calls. */
  begin(): void {
    const { attempts, clients, wire, tally, clock } = this.#parts
    const now = clock.now()
    const row = attempts.take()
    attempts.calledAt[row] = now
    attempts.clients[row] = clients.pick()
    attempts.shards[row] = wire.pickShard()
    attempts.tries[row] = 0
    tally.add('calls', now)
    this.attempt(row)
  }

  /** The fate is drawn first, so that it is known what a refused attempt would have come to. */
  attempt(row: number): void {
    const { attempts, clients, wire, tally, clock, onAttempt } = this.#parts
    const now = clock.now()
    wire.draw(row)
    if (attempts.tries[row] === 0) {
      const isGood = wire.isGood(row)
      attempts.good[row] = isGood ? 1 : 0
      if (isGood) tally.add('good', now)
    }
    const permit = clients.gateOf(attempts.clients[row] as number, attempts.shards[row] as number).acquire()
    onAttempt?.(now, permit !== 0)
    if (permit === 0) {
      this.#close(row, 'rejected', 'goodRejected')
      return
    }
    attempts.permits[row] = permit
    attempts.sentAt[row] = now
    attempts.tries[row] = (attempts.tries[row] as number) + 1
    attempts.isOut[row] = 1
    tally.add('attempts', now)
    wire.send(row)
  }

  /** The attempt under way is over. */
  end(row: number, isFailure: boolean): void {
    const { attempts, clients, clock } = this.#parts
    const now = clock.now()
    const client = attempts.clients[row] as number
    attempts.isOut[row] = 0
    attempts.stamps[row] = ((attempts.stamps[row] as number) + 1) | 0
    const gate = clients.gateOf(client, attempts.shards[row] as number)
    gate.settle(
      attempts.permits[row] as number,
      isFailure ? 'failure' : 'success',
      now - (attempts.sentAt[row] as number),
    )
    if (!isFailure) {
      clients.earn(client)
      this.#close(row, 'answered', 'goodAnswered')
    } else if ((attempts.tries[row] as number) <= this.#retries && clients.payForRetry(client))
      this.#retry(row, now)
    else attempts.give(row)
  }

  #retry(row: number, now: number): void {
    const { events, attempts } = this.#parts
    const place = Math.min(attempts.tries[row] as number, this.#retryDelaysMs.length) - 1
    const delayMs = this.#retryDelaysMs[place] ?? 0
    if (delayMs === 0) this.attempt(row)
    else events.push(now + delayMs, RETRIED, row, attempts.stamps[row] as number)
  }

  #close(row: number, count: 'answered' | 'rejected', ofGood: 'goodAnswered' | 'goodRejected'): void {
    const { attempts, tally } = this.#parts
    const calledAt = attempts.calledAt[row] as number
    tally.add(count, calledAt)
    if (attempts.good[row] === 1) tally.add(ofGood, calledAt)
    attempts.give(row)
  }
}
