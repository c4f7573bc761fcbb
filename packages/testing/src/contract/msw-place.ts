import type { HttpHandler } from 'msw'
import { type Flaky, flaky } from '../flaky.ts'
import { runsOnNode } from '../msw-response.ts'
import { networkError } from '../outcomes.ts'
import { type ContractPlace, type ContractPlan, type ContractServer, contractPlan } from './place.ts'

const UNTOLD = 'a page is not told why a connection failed'

/** A place under MSW, and what to give to `setupServer` or `setupWorker`. */
export interface MswPlace extends ContractPlace {
  readonly handlers: readonly HttpHandler[]
}

/**
 * Makes a place of servers that MSW plays, in Node or in a page.
 *
 * @param options.cannot what cannot be done there, besides what MSW cannot
 */
export function mswPlace(options: Partial<Pick<ContractPlace, 'name' | 'cannot'>> = {}): MswPlace {
  const origins = ['http://one.contract.example', 'http://two.contract.example'] as const
  const [one, two] = [flaky(`${origins[0]}/*`), flaky(`${origins[1]}/*`)]
  const refusing = 'http://refusing.contract.example'
  const nobody = flaky(`${refusing}/*`, networkError('ECONNREFUSED'))
  return {
    name: options.name ?? (runsOnNode() ? 'MSW in Node' : 'MSW in a page'),
    cannot: {
      cuts: 'under MSW a connection fails in one way only',
      cors: 'what MSW answers is never checked for its origin',
      ...(runsOnNode() ? {} : { codes: UNTOLD, 'chosen-codes': UNTOLD }),
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
