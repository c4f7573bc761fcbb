import type { Script } from './script.ts'

/**
 * All that the protocol needs of a store's client. Bindings for `redis` and `ioredis` come with the package, and one in
 * memory for tests; write your own for another client.
 */
export interface FleetPort {
  /** Runs a script: by its SHA, and where the server does not know that, by its text. Never retries what may have run. */
  call(script: Script, keys: readonly string[], args: readonly string[]): Promise<unknown>
  /** Hears what is published on the channel, over a connection of its own. @returns its undo */
  subscribe(channel: string, listener: (message: string) => void): Promise<() => void>
  /** Tells of each connection after the first: messages may have been lost. @returns its undo */
  onReconnect(listener: () => void): () => void
  /** Ends what the port has opened. The client that it was given is its owner's, and stays open. */
  close(): Promise<void>
}
