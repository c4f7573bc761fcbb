import { CircuitBreaker, type Outcome, type Permit } from '@recloser/core'
import { TICK } from '../configurations.ts'
import {
  configured,
  made,
  oneProbe,
  type Saboteur,
  slowCalls,
  twoBadProbes,
  twoProbes,
  type Verdict,
} from './saboteur.ts'

/** Break what comes of a result. */
export const judging: readonly Saboteur[] = [
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
    rule: 'bad probe',
    does: 'reopens at the first bad probe of two',
    world: twoBadProbes,
    subject: configured({ halfOpenFailureThreshold: 1 }),
  },
  {
    rule: 'given up',
    does: 'forgets how long a call lasted that was given up',
    world: slowCalls,
    subject: made(
      class extends CircuitBreaker {
        override settle(permit: Permit, outcome: Outcome, durationMs?: number, waitMs?: number): void {
          super.settle(permit, outcome, outcome === 'ignored' ? 0 : durationMs, waitMs)
        }
      },
    ),
  },
  {
    rule: 'given up',
    does: 'takes a slow call that was given up for a failure',
    world: slowCalls,
    subject: made(
      class extends CircuitBreaker {
        override settle(permit: Permit, outcome: Outcome, durationMs = 0, waitMs?: number): void {
          const isSlow = outcome === 'ignored' && durationMs >= (this.config.slowCallMs || Infinity)
          super.settle(permit, isSlow ? 'failure' : outcome, durationMs, waitMs)
        }
      },
    ),
  },
  {
    rule: 'window',
    does: 'counts a success as nothing against the excess',
    world: 'an excess of failures',
    subject: configured({ failureRateThreshold: 0.01 }),
  },
  {
    rule: 'trip',
    does: 'trips at an excess that traffic does not raise',
    world: 'an excess of failures',
    subject: configured({ failureExcess: 1.5 }),
  },
]
