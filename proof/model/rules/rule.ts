import type { CircuitBreakerStatus, ResolvedConfig } from '@recloser/core'
import type { Step, World } from '../world.ts'

/** A rule of behaviour, judged after everything that is done. */
export interface StepRule {
  readonly name: string
  /** What it demands, as a sentence. */
  readonly says: string
  /** Whether it has anything to say of this step. */
  readonly when: (step: Step) => boolean
  readonly holds: (step: Step) => boolean
}

/** A rule of behaviour, judged in every state that is reached. */
export interface StateRule {
  readonly name: string
  readonly says: string
  readonly holds: (state: Reached) => boolean
}

/** A state that was reached. */
interface Reached {
  /** Another world in this state, to do with as one likes. */
  readonly again: () => World
  /** How it read when it was reached first. */
  readonly status: CircuitBreakerStatus
  readonly config: ResolvedConfig
}
