import {
  CircuitBreaker,
  type CircuitBreakerEvents,
  type Listener,
  type Permit,
  REJECTED,
} from '@recloser/core'
import { TICK } from '../configurations.ts'
import { made, oneProbe, type Saboteur, type Verdict } from './saboteur.ts'

/** Break what is done by hand, and what is counted. */
export const obeying: readonly Saboteur[] = [
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
    rule: 'rescheduled',
    does: 'does not tell that a period ends at another time',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        override on<Type extends keyof CircuitBreakerEvents>(
          type: Type,
          listener: Listener<CircuitBreakerEvents[Type]>,
        ): () => void {
          return type === 'rescheduled' ? () => {} : super.on(type, listener)
        }
      },
    ),
  },
]
