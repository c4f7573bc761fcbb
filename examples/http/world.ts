import type { Clock } from '@recloser/core'
import type { MisbehavingServer } from '@recloser/testing/server'

/** What the examples need of the world, so that a test can play them on a clock of its own. */
export interface World {
  /** Two hosts that do what an example tells them to. */
  readonly server: MisbehavingServer
  readonly otherServer: MisbehavingServer
  readonly clock: Clock
  readonly wait: (ms: number) => Promise<unknown>
  readonly say: (line: string) => void
}
