import list from './equivalents.json' with { type: 'json' }
import type { Mutant } from './survivors.ts'

/** A mutant that no test can notice, with the reason. */
export interface Equivalent extends Mutant {
  readonly reason: string
}

/** The list beside this file, where mutants of one file that live for one reason stand together. */
export const equivalents: readonly Equivalent[] = list.flatMap(({ file, reason, mutants }) =>
  mutants.map(mutant => ({ file, reason, ...mutant })),
)
