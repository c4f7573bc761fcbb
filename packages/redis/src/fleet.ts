import { Member } from './client/member.ts'
import type { FleetStatus } from './client/status.ts'
import { resolveOptions, type ShareOptions } from './options.ts'
import { type FleetClient, portOf } from './ports/port-of.ts'
import type { SharedManager } from './seam.ts'

/** An operator's word for the whole fleet. */
export interface ForceOptions {
  /** For how long, in whole milliseconds, a day at most. */
  readonly forMs: number
  /** Who says so: all instances are told. 1–64 letters, digits, `-`, `_` or `.`. */
  readonly actor: string
}

/** This process as a member of its fleet. */
export interface Fleet {
  getStatus(): FleetStatus
  /** Opens the breaker in every instance for so long; then probes. @throws RangeError for a wrong option @throws Error when the store does not answer */
  forceOpen(breakerName: string, options: ForceOptions): Promise<void>
  /** Has nothing shared of the breaker for so long: each instance goes by its own rules. */
  holdClosed(breakerName: string, options: ForceOptions): Promise<void>
  /** Ends what `forceOpen` and `holdClosed` began. */
  release(breakerName: string, options: { readonly actor: string }): Promise<void>
  /** Shares nothing any more, says goodbye to the fleet and leaves no handle. The client stays open. */
  close(): Promise<void>
}

/**
 * Shares the verdicts of the manager's breakers with all processes that do the same under the same fleet name. Resolves when
 * the store has answered, or did not in time: then each breaker goes by its own rules, and the store is tried again.
 *
 * @param client a connected client of `redis` or `ioredis`, which stays yours; or a port of your own
 * @throws RangeError when an option is wrong, naming it
 * @throws TypeError when the client is none of those that are known
 * @throws FleetRightsError when the store's user lacks a right, naming it and the ACL line that grants it
 */
export async function shareBreakers(
  manager: SharedManager,
  client: FleetClient,
  options?: ShareOptions,
): Promise<Fleet> {
  const member = new Member(manager, portOf(client), resolveOptions(options))
  await member.start()
  return {
    getStatus: () => member.getStatus(),
    forceOpen: (name, { forMs, actor }) => member.force(name, 'open', forMs, actor),
    holdClosed: (name, { forMs, actor }) => member.force(name, 'closed', forMs, actor),
    release: (name, { actor }) => member.force(name, 'released', 0, actor),
    close: () => member.close(),
  }
}
