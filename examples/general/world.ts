import type { Clock } from '@recloser/core'

/** What the examples need of the world, so that a test can play them on a clock of its own. */
export interface World {
  readonly clock: Clock
  readonly wait: (ms: number) => Promise<unknown>
  readonly say: (line: string) => void
}
