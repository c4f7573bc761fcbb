import { CircuitBreaker, type Outcome, type Permit, REJECTED } from '@recloser/core'
import { TICK } from '../configurations.ts'
import { busy, configured, made, oneProbe, type Saboteur, type Verdict } from './saboteur.ts'

/** Break who is admitted, and what is told of it. */
export const admitting: readonly Saboteur[] = [
  {
    rule: 'never stuck',
    does: 'has no lease: lets a probe that hangs keep its slot',
    world: oneProbe,
    subject: configured({ probeTimeoutMs: Number.MAX_SAFE_INTEGER }),
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
  {
    rule: 'busy',
    does: 'lets one call in more than may be in flight',
    world: busy,
    subject: configured({ maxInFlight: 3 }),
  },
  {
    rule: 'busy',
    does: 'lets a call that never settles take its place for ever',
    world: busy,
    subject: made(
      class extends CircuitBreaker {
        override acquire(): Permit {
          return this.isClosed && this.getStatus().inFlight >= 2 ? REJECTED : super.acquire()
        }
      },
    ),
  },
]
