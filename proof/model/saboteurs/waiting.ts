import { CircuitBreaker, type Outcome, type Permit } from '@recloser/core'
import { TICK } from '../configurations.ts'
import { configured, made, oneProbe, type Saboteur } from './saboteur.ts'

/** Break what comes of a wait that was asked for. */
export const waiting: readonly Saboteur[] = [
  {
    rule: 'backoff',
    does: 'forgets the wait that an earlier failure of the run asked for',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        override settle(permit: Permit, outcome: Outcome, durationMs?: number, waitMs?: number): void {
          const isFirst = this.isClosed && this.getStatus().failureCount === 0
          super.settle(permit, outcome, durationMs, isFirst && outcome === 'failure' ? undefined : waitMs)
        }
      },
    ),
  },
  {
    rule: 'throttled',
    does: 'caps the waits that servers ask for by the longest backoff of its own',
    world: oneProbe,
    subject: configured({ maxWaitMs: 2 * TICK }),
  },
  {
    rule: 'late wait',
    does: 'does not hear the wait that a late result names',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        override settle(permit: Permit, outcome: Outcome, durationMs?: number, waitMs?: number): void {
          super.settle(permit, outcome, durationMs, this.isOpen ? undefined : waitMs)
        }
      },
    ),
  },
  {
    rule: 'generation',
    does: 'lets a late result lengthen what is forced',
    world: oneProbe,
    subject: made(
      class extends CircuitBreaker {
        override settle(permit: Permit, outcome: Outcome, durationMs?: number, waitMs?: number): void {
          const isHeld = this.isOpen && this.getStatus().forced
          super.settle(permit, outcome, durationMs, waitMs)
          if (isHeld && waitMs !== undefined) this.pause(waitMs)
        }
      },
    ),
  },
]
