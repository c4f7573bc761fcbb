/*
 * What this package needs of a breaker and its manager, and no more. `@recloser/core` is to have it; until then a test
 * puts it on top of the public API of today.
 */
import type { Outcome, ResolvedConfig } from '@recloser/core'

/** Ends a lease with what came of the probe; called once, by whoever settles the probe's permit. */
export type Tell = (outcome: Outcome) => void

/**
 * Asked before each probe of a half-open circuit. `undefined`: nobody outside has a say, the circuit's own rules hold.
 * A promise: of the right to this one probe, or of `undefined` when the call must be rejected. It never rejects.
 */
export type Lessor = () => Promise<Tell | undefined> | undefined

/** One breaker, as those see it who share its verdict. */
export interface SharedBreaker {
  readonly name: string
  readonly config: SharedConfig
  /** Open whose period is over reads `half-open`. */
  readonly state: 'closed' | 'open' | 'half-open'
  getStatus(): SharedStatus
  /** Opens for at least so long. Never shortens, never ends what a server asked for. */
  pause(forMs: number, reason: 'shared'): void
  /** When open and not forced: one probe now, then the usual slots. */
  probeNow(): void
  /** Ends its own open period, but not a wait that a server or an operator asked for. A pause `shared` is no such wait. */
  wake(): void
  /** Has the lessor asked before each probe. One at a time: the last holds. @returns its undo */
  leaseProbes(lessor: Lessor): () => void
}

/** The part of a breaker's configuration by which a fleet decides. */
export type SharedConfig = Pick<
  ResolvedConfig,
  | 'failureRateThreshold'
  | 'minRequestsForRate'
  | 'openDurationMs'
  | 'exponentialBackoff'
  | 'backoffMultiplier'
  | 'maxBackoffMs'
  | 'halfOpenMaxCalls'
  | 'successThreshold'
  | 'probeTimeoutMs'
>

/** The part of a breaker's status by which an instance votes. */
export interface SharedStatus {
  readonly reason: string | undefined
  readonly metrics: { readonly successes: number; readonly failures: number }
}

/** What a manager tells of its breakers. */
export interface SharedEvents {
  /** The state changed; by a rule or otherwise, as the reason says. */
  transition: { readonly name: string; readonly to: string; readonly reason: string }
  /** The third failure in a row, at least a second after the first of them. Once a run. */
  suspected: { readonly name: string }
  created: { readonly name: string }
  removed: { readonly name: string }
}

/** The breakers of a process. */
export interface SharedManager extends Iterable<SharedBreaker> {
  get(name: string): SharedBreaker | undefined
  /** @returns its undo */
  on<Type extends keyof SharedEvents>(type: Type, listener: (event: SharedEvents[Type]) => void): () => void
}
