import { axiosWithAxiosRetry } from './axios-with-axios-retry.ts'
import { globalFetch } from './global-fetch.ts'
import { hostsAndRoutes } from './hosts-and-routes.ts'
import { kyWithRetries } from './ky-with-retries.ts'
import { lastGoodAnswer } from './last-good-answer.ts'
import { threeClients } from './three-clients.ts'
import type { World } from './world.ts'

/** The examples by the name of their file. */
export const examples: Readonly<Record<string, (world: World) => Promise<void>>> = {
  'axios-with-axios-retry': axiosWithAxiosRetry,
  'ky-with-retries': kyWithRetries,
  'global-fetch': globalFetch,
  'three-clients': threeClients,
  'hosts-and-routes': hostsAndRoutes,
  'last-good-answer': lastGoodAnswer,
}
