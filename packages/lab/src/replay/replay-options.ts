import type { By } from './targets.ts'

/** How a log is replayed. */
export interface ReplayOptions {
  /** What has a breaker of its own. @default 'host' */
  readonly by?: By | undefined
  /** Templates of routes that are known. */
  readonly routes?: readonly string[] | undefined
  /** For how many hosts or routes breakers are kept; calls to others are counted and not replayed. @default 1_000 */
  readonly maxTargets?: number | undefined
  /** By how much a line may be out of order in time. @default 60_000 */
  readonly reorderMs?: number | undefined
}
