import type { Target } from '../target.ts'
import { configs, httpConfigs } from './config.ts'
import { exchanges } from './exchanges.ts'
import { keys } from './keys.ts'
import { names } from './names.ts'
import { routes } from './routes.ts'
import { secrets } from './secrets.ts'
import { rateLimitWaits, retryAfterWaits } from './waits.ts'

/** Everything that takes input from strangers. */
export const targets: readonly Target[] = [
  keys,
  names,
  secrets,
  routes,
  retryAfterWaits,
  rateLimitWaits,
  exchanges,
  configs,
  httpConfigs,
]
