import { CircuitBreaker, REJECTED } from '@recloser/core'
import type { FleetPort } from '../port.ts'
import type { Call } from '../protocol/calls.ts'
import type { Scheduler } from '../scheduler.ts'

/** What an operation may say when it is not to be waited for. */
export interface Operation<Answer> {
  readonly deadlineMs: number
  /** Told of an answer that came after the deadline. */
  readonly onLate?: (answer: Answer) => void
  /** Goes past the breaker that guards the store: what gives a late lease back must. */
  readonly isUrgent?: boolean
}

/** How operations went, since the start. */
export interface Operations {
  readonly sent: number
  /** No answer within the deadline. */
  readonly missed: number
  readonly failed: number
  /** Not sent: the store was lost, or too many were in flight. */
  readonly refused: number
}

/** An operation in flight for longer than this will not come back; its place is free again. */
const FORGOTTEN_MS = 60_000

/**
 * The only way to the store: each operation has a deadline of our own, since clients wait for minutes; so many are in
 * flight at most, since clients queue without bound; and a breaker guards it.
 */
export class StoreLink {
  readonly #port: FleetPort
  readonly #scheduler: Scheduler
  readonly #mostInFlight: number
  readonly #guard: CircuitBreaker
  readonly #inFlight = new Set<{ readonly startedAt: number }>()
  readonly #counts = { sent: 0, missed: 0, failed: 0, refused: 0 }

  constructor(port: FleetPort, scheduler: Scheduler, random: () => number, mostInFlight: number) {
    this.#port = port
    this.#scheduler = scheduler
    this.#mostInFlight = mostInFlight
    this.#guard = new CircuitBreaker('store', {
      failureThreshold: 3,
      failureRateThreshold: false,
      openDurationMs: 1_000,
      maxBackoffMs: 30_000,
      halfOpenMaxCalls: 1,
      successThreshold: 1,
      probeTimeoutMs: 5_000,
      clock: scheduler,
      random,
    })
  }

  /** Three operations in a row got no answer, and none has since. */
  get isLost(): boolean {
    return !this.#guard.isClosed
  }

  /** Milliseconds until a lost store is tried again. */
  get retryAfterMs(): number {
    return this.#guard.retryAfterMs ?? 1_000
  }

  get operations(): Operations {
    return { ...this.#counts }
  }

  /** Tells when the store is lost, and when it is found. @returns its undo */
  onChange(listener: (isLost: boolean) => void): () => void {
    return this.#guard.on('transition', ({ to, from }) => {
      if (to === 'closed' || from === 'closed') listener(to !== 'closed')
    })
  }

  /** @throws Error when the store does not answer in time, answers nonsense, or is not asked at all */
  async run<Answer>(
    call: Call<Answer>,
    { deadlineMs, onLate, isUrgent = false }: Operation<Answer>,
  ): Promise<Answer> {
    const permit = this.#hasRoom() && !isUrgent ? this.#guard.acquire() : REJECTED
    if (permit === REJECTED && !(isUrgent && this.#hasRoom())) {
      this.#counts.refused += 1
      throw new Error(this.isLost ? 'the store is lost' : 'too many operations are in flight')
    }
    this.#counts.sent += 1
    return new Promise((resolve, reject) => {
      let isOver = false
      const end = (outcome: 'success' | 'failure'): void => {
        isOver = true
        if (permit !== REJECTED) this.#guard.settle(permit, outcome)
      }
      const giveUp = this.#scheduler.after(deadlineMs, () => {
        this.#counts.missed += 1
        end('failure')
        reject(new Error(`the store does not answer within ${deadlineMs} ms`))
      })
      this.#send(call).then(
        answer => {
          giveUp()
          if (isOver) {
            onLate?.(answer)
            return
          }
          end('success')
          resolve(answer)
        },
        (error: unknown) => {
          giveUp()
          if (isOver) return
          this.#counts.failed += 1
          end('failure')
          reject(error)
        },
      )
    })
  }

  async #send<Answer>({ script, keys, args, read }: Call<Answer>): Promise<Answer> {
    const entry = { startedAt: this.#scheduler.now() }
    this.#inFlight.add(entry)
    try {
      return read(await this.#port.call(script, keys, args))
    } finally {
      this.#inFlight.delete(entry)
    }
  }

  #hasRoom(): boolean {
    if (this.#inFlight.size < this.#mostInFlight) return true
    const oldest = this.#scheduler.now() - FORGOTTEN_MS
    for (const entry of this.#inFlight) if (entry.startedAt <= oldest) this.#inFlight.delete(entry)
    return this.#inFlight.size < this.#mostInFlight
  }
}
