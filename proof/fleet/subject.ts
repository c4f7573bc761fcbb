import { hear, whoDecides } from '../../packages/redis/src/client/verdict.ts'
import { Database } from '../../packages/redis/src/memory/database.ts'
import type { Circuit } from './world.ts'

/** The parts that a saboteur may spoil. */
export interface Subject {
  readonly newStore: () => Database
  readonly hear: typeof hear
  readonly whoDecides: typeof whoDecides
  /** Whether a lease that came too late goes back. */
  readonly givesLateLeasesBack: boolean
  /** When the circuit's own wait ends because the fleet says so. */
  readonly wake: (circuit: Circuit, atLeast: number) => Circuit
}

export const shipped: Subject = {
  newStore: () => new Database(),
  hear,
  whoDecides,
  givesLateLeasesBack: true,
  wake: (circuit, atLeast) => ({ ...circuit, until: Math.max(circuit.askedUntil, atLeast) }),
}
