import type { Source } from './share.ts'
import type { Operations } from './store-link.ts'

/** What the fleet says of one breaker, whence, and how old that is. */
export interface SharedVerdict {
  /** The breaker's name; `undefined` where this process has none of it. */
  readonly name: string | undefined
  /** What stands for the name in the store. */
  readonly id: string
  readonly state: 'open' | 'closed' | 'held'
  readonly generation: number
  /** Milliseconds until an opening is due or a hold ends; 0 when it is. */
  readonly ms: number
  /** By which way it came. */
  readonly source: Source | undefined
  /** Milliseconds since it came. */
  readonly ageMs: number
  /** The operator who forced it, if one did. */
  readonly actor: string | undefined
  /** Whether this instance is reporting its calls. */
  readonly hasAttention: boolean
  /** The fleet is open, but this instance has waited too long for a word and goes by its own rules. */
  readonly isAlone: boolean
}

/** What an instance knows of its fleet. Changes nothing, and does not change afterwards. */
export interface FleetStatus {
  readonly fleet: string
  readonly instance: string
  /** `lost`: each breaker goes by its own rules. */
  readonly store: 'found' | 'lost'
  /** Instances that the store counts, as last heard; 0 before the first heartbeat. */
  readonly live: number
  /** Milliseconds since the last heartbeat that was answered; `undefined` before the first. */
  readonly beatAgeMs: number | undefined
  /** Operations since the start: what sharing costs, and how it fares. */
  readonly operations: Operations
  readonly verdicts: readonly SharedVerdict[]
}
