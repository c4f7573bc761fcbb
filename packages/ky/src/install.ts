import { assertBreakers, carry, type HttpBreakers } from '@recloser/core/http'
import type { InitHook, Options } from 'ky'
import { kyTransport } from './transport.ts'

/**
 * The hooks that lead every attempt of a ky instance, retries included, through the breakers of its host and route:
 * `ky.extend(breakerHooks(breakers))`.
 *
 * @throws TypeError when the argument is something else, such as the instance
 */
export const breakerHooks = (breakers: HttpBreakers): { hooks: { init: InitHook[] } } => {
  assertBreakers(breakers)
  return { hooks: { init: [options => guardFetch(options, breakers)] } }
}

/** Ky calls the `fetch` of its options once an attempt, and these are this request's own copy. */
const guardFetch = (options: Options, breakers: HttpBreakers): void => {
  const { fetch } = options
  const calledAt = performance.now()
  options.fetch = (input, init) => {
    const request = input as Request
    const { method, url } = request
    // Late-bound, and without `this`, as pages demand of their own fetch.
    const below = fetch ?? globalThis.fetch
    const send = (link: object | undefined) => below(request, carry(init, link))
    const call = { below, send, request, options, calledAt, sentAt: performance.now() }
    return breakers.guard(kyTransport, call, { client: 'ky', method, url }, options.context?.breaker)
  }
}
