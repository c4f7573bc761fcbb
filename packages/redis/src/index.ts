export { FleetRightsError } from './client/rights.ts'
export type { Source } from './client/share.ts'
export type { FleetStatus, SharedVerdict } from './client/status.ts'
export type { Operations } from './client/store-link.ts'
export { type Fleet, type ForceOptions, shareBreakers } from './fleet.ts'
export { memoryStore } from './memory/memory-store.ts'
export type { MemoryPort, MemoryStore } from './memory/types.ts'
export type { ShareOptions } from './options.ts'
export type { FleetPort } from './port.ts'
export { type IoredisLike, ioredisPort } from './ports/ioredis.ts'
export { type NodeRedisLike, nodeRedisPort } from './ports/node-redis.ts'
export type { FleetClient } from './ports/port-of.ts'
export type { Scheduler } from './scheduler.ts'
export type { Script } from './script.ts'
export type {
  Lessor,
  SharedBreaker,
  SharedConfig,
  SharedEvents,
  SharedManager,
  SharedStatus,
  Tell,
} from './seam.ts'
