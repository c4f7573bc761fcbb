import type { Clock, Outcome } from '@recloser/core'
import type { Random } from '../engine/random.ts'

/** What stands between a client and a service. A `CircuitBreaker` is one. */
export interface Gate {
  /** The right to make one attempt; 0 when it may not be made. */
  acquire(): number
  /** Says how the attempt ended, for which the permit was given. */
  settle(permit: number, outcome: Outcome, durationMs: number): void
}

/** Makes a gate that lives in the world's time, with the world's chance. */
export type MakeGate = (surroundings: { readonly clock: Clock; readonly random: Random }) => Gate

/** Lets everything through: a client without a breaker. */
export const openGate: Gate = { acquire: () => 1, settle: () => {} }
