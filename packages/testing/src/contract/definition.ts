import type { ContractAbility } from './ability.ts'
import type { ContractClient } from './client.ts'
import type { Scene } from './scene.ts'

/** One case as it is written: a sentence, what it needs, and what must hold. */
export interface Definition {
  /** A sentence about what the adapter does. */
  readonly name: string
  readonly needs: readonly ContractAbility[]
  run(scene: Scene): Promise<void>
}

/** The cases of one theme, for a client. */
export type Theme = (client: ContractClient) => readonly Definition[]

/** Writes a case down. */
export function define(name: string, run: Definition['run'], ...needs: ContractAbility[]): Definition {
  return { name, needs, run }
}
