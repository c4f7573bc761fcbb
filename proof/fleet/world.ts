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
  readonly faultKinds: readonly FaultKind[]
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

/** Data lost, clock set back, a replica promoted; an operation lost or late, a message lost; an instance crashed or cut off. */
export type FaultKind = 'data' | 'clock' | 'replica' | 'operation' | 'late' | 'message' | 'crash' | 'cut'

/** How many instances, probes and mishaps a small world has. */
export interface Size {
  readonly name: string
  readonly instances: number
  readonly slots: number
  readonly needed: number
  /** What has gone wrong already, right after the fleet has opened. */
  readonly begins: readonly FaultKind[]
  /** What may go wrong, and how often altogether. */
  readonly faultKinds: readonly FaultKind[]
  readonly faults: number
  readonly suspicions: number
  readonly asksToWait: number
}

const small = { instances: 2, slots: 1, needed: 1, suspicions: 1, asksToWait: 0, begins: [] }
const world = (
  name: string,
  faults: number,
  faultKinds: readonly FaultKind[],
  more: Partial<Size> = {},
): Size => ({
  ...small,
  name,
  faults,
  faultKinds,
  ...more,
})

/** Each world is explored whole. All of it together would be far too large. */
export const sizes: readonly Size[] = [
  world('late leases', 1, ['late']),
  world('messages lost', 1, ['message']),
  world('operations lost', 1, ['operation']),
  world('crashes', 1, ['crash']),
  world('the store out of reach', 1, ['cut']),
  world('a store that forgets', 1, ['data']),
  world('a clock set back', 1, ['clock']),
  world('a failover', 1, ['replica']),
  world('a failover after the clock was set back', 0, [], { begins: ['clock', 'replica'] }),
  world('data lost, and the clock set back', 0, [], { begins: ['data', 'clock'] }),
  world('two probes', 0, [], { slots: 2, needed: 2 }),
  world('two openings', 0, [], { suspicions: 2 }),
  world('a server that asks to wait', 0, [], { asksToWait: 1 }),
  world('three instances', 0, [], { instances: 3 }),
]
