import type { FleetKeys } from '../keys.ts'
import type { Scheduler } from '../scheduler.ts'
import type { SharedManager } from '../seam.ts'
import type { StoreLink } from './store-link.ts'

/** What all parts of one fleet's client work with. */
export interface Context {
  readonly keys: FleetKeys
  readonly instance: string
  readonly manager: SharedManager
  readonly link: StoreLink
  readonly scheduler: Scheduler
  readonly random: () => number
  readonly leaseMs: number
  readonly operationMs: number
  /** Instances that the store counts, as last heard. */
  live: number
}
