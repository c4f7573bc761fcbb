import { createHash } from 'node:crypto'
import { Redis } from 'ioredis'
import { createClient } from 'redis'
import { memoryStore } from '../src/memory/memory-store.ts'
import type { FleetPort } from '../src/port.ts'
import { ioredisPort } from '../src/ports/ioredis.ts'
import { nodeRedisPort } from '../src/ports/node-redis.ts'
import type { Script } from '../src/script.ts'
import { startRealServer } from './real-server.ts'

/** A store whose clock the test moves, and all that is published in it. */
export interface Place {
  readonly port: FleetPort
  /** The store's clock, in milliseconds. */
  now: number
  empty(): Promise<void>
  close(): Promise<void>
}

export const START = 1_700_000_000_000

export async function memoryPlace(): Promise<Place> {
  const place = { now: START }
  // The memory store begins at 1.7e12 of its own.
  const store = memoryStore({ now: () => place.now - START, after: () => () => {} })
  // On a real server the time to live runs by the server's own clock, which no test moves.
  store.expires = false
  const port = store.connect()
  return Object.assign(place, { port, empty: async () => store.empty(), close: () => port.close() })
}

/** The real Lua on a real server; only its clock is the test's. */
export async function realPlace(client: 'redis' | 'ioredis'): Promise<Place> {
  const server = await startRealServer()
  const opened = client === 'redis' ? await openNodeRedis(server.path) : openIoredis(server.path)
  const { port } = opened
  const place: Place = {
    now: START,
    port: {
      ...port,
      call: (script, keys, args) => port.call(withClock(script), keys, [...args, String(place.now)]),
    },
    empty: () => opened.flush(),
    async close() {
      await port.close()
      await opened.end()
      await server.close()
    },
  }
  return place
}

export async function openNodeRedis(path: string) {
  const client = createClient({ socket: { path, tls: false } })
  client.on('error', () => {})
  await client.connect()
  return {
    client,
    port: nodeRedisPort(client),
    flush: async () => void (await client.flushAll()),
    end: async () => client.destroy(),
  }
}

export function openIoredis(path: string) {
  const client = new Redis({ path })
  client.on('error', () => {})
  return {
    client,
    port: ioredisPort(client),
    flush: async () => void (await client.flushall()),
    end: async () => client.disconnect(),
  }
}

const clocked = new Map<string, Script>()

/** The script, with its clock read from the last argument. */
function withClock(script: Script): Script {
  const known = clocked.get(script.name)
  if (known !== undefined) return known
  const text = script.text.replace(
    /local function clock\(\)[\s\S]*?\nend\n/,
    'local function clock() return tonumber(ARGV[#ARGV]) end\n',
  )
  const made = { ...script, text, sha: createHash('sha1').update(text).digest('hex') }
  clocked.set(script.name, made)
  return made
}
