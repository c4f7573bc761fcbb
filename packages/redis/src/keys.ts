import { createHash } from 'node:crypto'

/** The version of the keys and messages: fleets of different versions do not hear each other. */
const VERSION = 1

/** The keys of one fleet. All have one hash tag, so that a cluster keeps them together. */
export interface FleetKeys {
  /** What all keys begin with; the channel's name too. */
  readonly channel: string
  /** The keys that a script takes; of one breaker, its voices and leases too. */
  readonly of: (id?: string) => string[]
}

export const fleetKeys = (name: string): FleetKeys => {
  const channel = `{recloser:${VERSION}:${name}}`
  const shared = ['open', 'live', 'changed', 'att'].map(key => `${channel}:${key}`)
  return {
    channel,
    of: id => (id === undefined ? shared : [...shared, `${channel}:v:${id}`, `${channel}:l:${id}`]),
  }
}

/** What stands for a breaker's name in the store, where names of hosts are nobody's business: 96 bits of its SHA-256. */
export const idOf = (breakerName: string): string =>
  createHash('sha256').update(breakerName).digest('base64url').slice(0, 16)
