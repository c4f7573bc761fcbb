import { NO_VERDICT, type Verdict } from '../../packages/redis/src/client/verdict.ts'
import type { Database } from '../../packages/redis/src/memory/database.ts'
import type { News } from '../../packages/redis/src/protocol/news.ts'

/** The step in which time passes, in milliseconds. */
export const TICK = 1_000
export const OPEN_MS: number = 1 * TICK
/** How long an instance's own breaker opens, and how long a server asks it to wait. */
export const OWN_MS: number = 2 * TICK
/** How long a lease lasts; twice that is an instance's patience. */
export const TTL_MS: number = 1 * TICK
export const PATIENCE_MS: number = 2 * TICK
/** How long a small world lasts. */
export const LASTS_MS: number = 4 * TICK
export const START = 1_700_000_000_000
export const ID = 'a'

/** The breaker of one instance, as far as sharing can touch it. Half-open: open, and its time is over. */
export interface Circuit {
  readonly isOpen: boolean
  readonly until: number
  /** Until then a server has asked it to wait: nothing ends that. */
  readonly askedUntil: number
}

/** A call on its way to a store, which may run it when nobody waits any more. */
export interface Operation {
  readonly kind: 'lease' | 'probe'
  readonly from: number
  readonly args: readonly string[]
  /** Whether the instance still waits for the reply. */
  readonly isWaited: boolean
}

interface Lease {
  readonly number: number
  readonly generation: number
}

export interface Instance {
  readonly verdict: Verdict
  readonly circuit: Circuit
  /** Which store it talks to. */
  readonly store: number
  readonly isLost: boolean
  /** The lease of the probe that it is making; 'own': one that its circuit alone has admitted. */
  readonly probe: Lease | 'own' | undefined
  /** Published and not yet delivered, oldest first. */
  readonly inbox: readonly News[]
  /** Highest generation that it was told. */
  readonly told: number
}

/** Everything that there is at one moment. */
export interface World {
  readonly now: number
  readonly stores: readonly Database[]
  /** By how much each store's clock is off. */
  readonly offsets: readonly number[]
  readonly instances: readonly Instance[]
  readonly operations: readonly Operation[]
  readonly faultsLeft: number
  /** Without a fault messages tell all, and a heartbeat is none that matters. */
  readonly hadFault: boolean
  readonly suspicionsLeft: number
  readonly asksToWaitLeft: number
  /** Whether an operation was lost or an instance crashed: then a lease may belong to nobody until it ends. */
  readonly hasLost: boolean
}

export const CLOSED: Circuit = { isOpen: false, until: 0, askedUntil: 0 }

export const newInstance = (store: number): Instance => ({
  verdict: NO_VERDICT,
  circuit: CLOSED,
  store,
  isLost: false,
  probe: undefined,
  inbox: [],
  told: 0,
})

/** How many instances, probes and mishaps a small world has. */
export interface Size {
  readonly name: string
  readonly instances: number
  readonly slots: number
  readonly needed: number
  readonly faults: number
  readonly suspicions: number
  readonly asksToWait: number
}

export const sizes: readonly Size[] = [
  { name: 'one probe', instances: 2, slots: 1, needed: 1, faults: 1, suspicions: 1, asksToWait: 0 },
  { name: 'two probes', instances: 2, slots: 2, needed: 2, faults: 1, suspicions: 1, asksToWait: 0 },
  { name: 'two openings', instances: 2, slots: 1, needed: 1, faults: 1, suspicions: 2, asksToWait: 0 },
  {
    name: 'a server that asks to wait',
    instances: 2,
    slots: 1,
    needed: 1,
    faults: 1,
    suspicions: 1,
    asksToWait: 1,
  },
  { name: 'three instances', instances: 3, slots: 1, needed: 1, faults: 0, suspicions: 1, asksToWait: 0 },
]
