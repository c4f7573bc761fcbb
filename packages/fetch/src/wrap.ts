import { assertBreakers, type HttpBreakers } from '@recloser/core/http'
import { guardFetch } from './transport.ts'
import type { BreakerFetch, Fetch } from './types.ts'

/**
 * Makes a fetch whose every call passes through the breakers of its host and route.
 *
 * @param fetch what sends the calls that are admitted. @default whatever `globalThis.fetch` is at the time of each call
 * @throws TypeError when either argument is something else
 */
export const wrapFetch = (breakers: HttpBreakers, fetch?: Fetch): BreakerFetch => {
  assertBreakers(breakers)
  if (fetch !== undefined && typeof fetch !== 'function') throw new TypeError('fetch must be a function')
  return (...args) => guardFetch(breakers, fetch ?? globalThis.fetch, args)
}
