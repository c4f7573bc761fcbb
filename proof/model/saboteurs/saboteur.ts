import { CircuitBreaker, type CircuitBreakerConfig, type Outcome } from '@recloser/core'
import type { Subject } from '../world.ts'

/** A breaker that breaks one rule, and the rule that the exploration must name. */
export interface Saboteur {
  readonly rule: string
  readonly does: string
  /** The world in which it shows. */
  readonly world: string
  readonly subject: Subject
}

/** The shipped breaker with another configuration than it was asked for. */
export const configured =
  (change: object): Subject =>
  config =>
    new CircuitBreaker('saboteur', { ...config, ...change })

/** The shipped breaker with methods of its own. */
export const made =
  (Saboteur: new (name: string, config?: CircuitBreakerConfig) => CircuitBreaker): Subject =>
  config =>
    new Saboteur('saboteur', config)

/** What `settle` takes beside the permit. */
export type Verdict = [outcome: Outcome, durationMs?: number, waitMs?: number]

export const oneProbe = 'two failures in a row, one probe'
export const twoProbes = 'two probes, two successes'
export const twoBadProbes = 'two bad probes reopen, waits of their own'
export const slowCalls = 'slow calls, with jitter and without backoff'
export const busy = 'two calls in flight at most'
