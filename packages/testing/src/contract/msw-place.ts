import type { HttpHandler } from 'msw'
import { type Flaky, flaky } from '../flaky.ts'
import { networkError } from '../outcomes.ts'
import { type ContractPlace, type ContractPlan, type ContractServer, contractPlan } from './place.ts'

/** A place under MSW, and what to give to `setupServer` or `setupWorker`. */
export interface MswPlace extends ContractPlace {
  readonly handlers: readonly HttpHandler[]
}

/**
 * Makes a place of servers that MSW plays.
 *
 * @param options.cannot what MSW cannot do there, besides what it can do nowhere
 */
export function mswPlace(options: Pick<ContractPlace, 'name' | 'cannot'>): MswPlace {
  const origins = ['http://one.contract.example', 'http://two.contract.example'] as const
  const [one, two] = [flaky(`${origins[0]}/*`), flaky(`${origins[1]}/*`)]
  const refusing = 'http://refusing.contract.example'
  const nobody = flaky(`${refusing}/*`, networkError('ECONNREFUSED'))
  return {
    name: options.name,
    cannot: {
      cuts: 'under MSW a connection fails in one way only',
      cors: 'what MSW answers is never checked for its origin',
      ...options.cannot,
    },
    servers: [serverOf(origins[0], one), serverOf(origins[1], two)],
    refusing,
    handlers: [one.handler, two.handler, nobody.handler],
  }
}

function serverOf(origin: string, api: Flaky): ContractServer {
  return {
    origin,
    play(plan: ContractPlan) {
      api.plan = contractPlan(plan)
    },
    hits: () => api.hits,
    release: () => api.release(),
    reset: () => api.reset(),
  }
}
