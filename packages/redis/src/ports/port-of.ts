import type { FleetPort } from '../port.ts'
import { type IoredisLike, ioredisPort } from './ioredis.ts'
import { type NodeRedisLike, nodeRedisPort } from './node-redis.ts'

/** What `shareBreakers` takes for a client: one of `redis` or `ioredis`, or a port of your own. */
export type FleetClient = NodeRedisLike | IoredisLike | FleetPort

/** The port over whatever client it is. @throws TypeError when it is none of those that are known */
export const portOf = (client: FleetClient): FleetPort => {
  if (has(client, 'evalSha')) return nodeRedisPort(client as NodeRedisLike)
  if (has(client, 'evalsha')) return ioredisPort(client as IoredisLike)
  if (has(client, 'call') && has(client, 'subscribe') && has(client, 'onReconnect'))
    return client as FleetPort
  throw new TypeError('client must be a client of redis or ioredis, or a FleetPort')
}

const has = (client: unknown, method: string): boolean =>
  typeof (client as Record<string, unknown> | null | undefined)?.[method] === 'function'
