import {
  CircuitBreaker,
  type CircuitBreakerConfig,
  type Outcome,
  type Permit,
  REJECTED,
} from '@recloser/core'
import { TICK } from './configurations.ts'
import type { Subject } from './world.ts'

/** A breaker that breaks one rule, and the rule that the exploration must name. */
export interface Saboteur {
  readonly rule: string
  readonly does: string
  /** The world in which it shows. */
  readonly world: string
  readonly subject: Subject
}

/** The shipped breaker with another configuration than it was asked for. */
const configured =
  (change: object): Subject =>
  config =>
    new CircuitBreaker('saboteur', { ...config, ...change })

/** The shipped breaker with methods of its own. */
const made =
  (Saboteur: new (name: string, config?: CircuitBreakerConfig) => CircuitBreaker): Subject =>
  config =>
    new Saboteur('saboteur', config)

type Verdict = [outcome: Outcome, durationMs?: number, waitMs?: number]

const oneProbe = 'two failures in a row, one probe'
const twoProbes = 'two probes, two successes'

/**
 * All are made from the outside, of the public API, so that no change of the shipped insides can make them harmless
 * without a word.
 */
export const saboteurs: readonly Saboteur[] = [
  {
    rule: 'generation',
    does: 'takes a late result for one of now',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        override settle(permit: Permit, ...verdict: Verdict): void {
          let isLate = false
          const undo = this.on('settled', event => {
            isLate = event.late
          })
          super.settle(permit, ...verdict)
          undo()
          if (isLate) super.settle(this.acquire(), ...verdict)
        }
      },
    ),
  },
  {
    rule: 'never stuck',
    does: 'has no lease: lets a probe that hangs keep its slot',
    world: oneProbe,
    subject: configured({ probeTimeoutMs: Number.MAX_SAFE_INTEGER }),
  },
  {
    rule: 'ignored',
    does: 'takes what is ignored for a success',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        override settle(permit: Permit, outcome: Outcome, ...rest: number[]): void {
          super.settle(permit, outcome === 'ignored' ? 'success' : outcome, ...rest)
        }
      },
    ),
  },
  {
    rule: 'slot returned',
    does: 'keeps the slot of an ignored probe until its lease ends',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        override settle(permit: Permit, outcome: Outcome, ...rest: number[]): void {
          const wasFull = this.retryAfterMs === undefined
          super.settle(permit, outcome, ...rest)
          if (wasFull && outcome === 'ignored' && this.retryAfterMs === 0) this.acquire()
        }
      },
    ),
  },
  {
    rule: 'throttled',
    does: 'takes a throttled result for a failure',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        override settle(permit: Permit, outcome: Outcome, ...rest: number[]): void {
          super.settle(permit, outcome === 'throttled' ? 'failure' : outcome, ...rest)
        }
      },
    ),
  },
  {
    rule: 'trip',
    does: 'trips one failure too late',
    world: oneProbe,
    subject: configured({ failureThreshold: 3 }),
  },
  {
    rule: 'trip',
    does: 'judges a rate on too few calls',
    world: 'a rate over a time window',
    subject: configured({ minRequestsForRate: 1 }),
  },
  {
    rule: 'good probe',
    does: 'closes on the first success of two',
    world: twoProbes,
    subject: configured({ successThreshold: 1 }),
  },
  {
    rule: 'backoff',
    does: 'stays open for the same period every time',
    world: oneProbe,
    subject: configured({ exponentialBackoff: false }),
  },
  {
    rule: 'window',
    does: 'remembers for longer than the window',
    world: oneProbe,
    subject: configured({ failureWindowMs: 10 * TICK }),
  },
  {
    rule: 'bystander',
    does: 'lets a call beside the probes speak for the dependency',
    world: 'shadow mode',
    subject: made(
      class extends CircuitBreaker {
        readonly #beside = new Set<Permit>()
        override acquire(): Permit {
          const undo = this.on('rejected', () => (isBeside = this.isHalfOpen))
          let isBeside = false
          const permit = super.acquire()
          undo()
          if (isBeside) this.#beside.add(permit)
          return permit
        }
        override settle(permit: Permit, ...verdict: Verdict): void {
          super.settle(permit, ...verdict)
          if (this.isHalfOpen && this.#beside.has(permit) && verdict[0] === 'failure') this.pause(TICK)
        }
      },
    ),
  },
  {
    rule: 'never queue',
    does: 'rejects without a word where the slots are taken',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        override acquire(): Permit {
          return this.isHalfOpen && this.retryAfterMs === undefined ? REJECTED : super.acquire()
        }
      },
    ),
  },
  {
    rule: 'lease',
    does: 'admits one probe more than there are slots',
    world: oneProbe,
    subject: configured({ halfOpenMaxCalls: 2 }),
  },
  {
    rule: 'force open',
    does: 'lapses where nobody asked for it',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        override forceOpen(options: { forMs?: number } = {}): void {
          super.forceOpen({ forMs: TICK, ...options })
        }
      },
    ),
  },
  {
    rule: 'pause',
    does: 'shortens an open period',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        override pause(forMs: number): void {
          if ((this.retryAfterMs ?? 0) > forMs) this.probeNow()
          super.pause(forMs)
        }
      },
    ),
  },
  {
    rule: 'reset',
    does: 'keeps the totals',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        override reset(): void {
          this.forceClose()
        }
      },
    ),
  },
  {
    rule: 'probe now',
    does: 'takes no order to probe',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        override probeNow(): void {}
      },
    ),
  },
  {
    rule: 'pure queries',
    does: 'moves on when it is asked',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        override get isOpen(): boolean {
          if (this.isHalfOpen) super.settle(this.acquire(), 'ignored')
          return super.isOpen
        }
      },
    ),
  },
  {
    rule: 'strangers',
    does: 'counts a permit that nobody gave',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        override settle(permit: Permit, ...verdict: Verdict): void {
          super.settle(permit === REJECTED ? this.acquire() : permit, ...verdict)
        }
      },
    ),
  },
  {
    rule: 'settled once',
    does: 'counts a result twice',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        override settle(permit: Permit, ...verdict: Verdict): void {
          super.settle(permit, ...verdict)
          super.settle(permit, ...verdict)
        }
      },
    ),
  },
  {
    rule: 'honest wait',
    does: 'promises a call sooner than it admits one',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        #wanted = 0
        override acquire(): Permit {
          this.#wanted += 1
          return this.isHalfOpen && this.#wanted % 2 === 1 ? REJECTED : super.acquire()
        }
      },
    ),
  },
]
