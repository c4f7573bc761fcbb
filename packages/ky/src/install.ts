import { assertBreakers, carry, type HttpBreakers } from '@recloser/core/http'
import type { BeforeRequestHook, InitHook, Options } from 'ky'
import { kyTransport } from './transport.ts'
import { type Passes, passes } from './unused.ts'

/**
 * The hooks that lead every attempt of a ky instance, retries included, through the breakers of its host and route:
 * `ky.extend(breakerHooks(breakers))`.
 *
 * @throws TypeError when the argument is something else, such as the instance; the first request of a ky before 2 rejects
 *   with one
 */
export const breakerHooks = (
  breakers: HttpBreakers,
): { hooks: { init: InitHook[]; beforeRequest: BeforeRequestHook[] } } => {
  assertBreakers(breakers)
  const passed = watchPasses()
  return { hooks: { init: [options => guardFetch(options, breakers, passed)], beforeRequest: [refuseOldKy] } }
}

declare const process: { readonly env: { readonly NODE_ENV?: string } } | undefined

/** Bundlers leave it out of a production build. */
const watchPasses = (): Passes | undefined =>
  typeof process === 'object' && process.env.NODE_ENV !== 'production'
    ? passes(
        '@recloser/ky: none of the first 10 requests came through the breakers. An init hook that sets `fetch` replaces them when it comes later: extend by breakerHooks last.',
      )
    : undefined

/** Ky before 2 knows no init hooks, and would pass by the breakers without a word. It hands options to its hooks apart. */
const refuseOldKy = (_state: unknown, options?: { readonly retry: { limit: number } }): void => {
  if (options === undefined) return
  // Of this request only. Otherwise the caller would be told after two retries and their delays.
  options.retry.limit = 0
  throw new TypeError('@recloser/ky needs ky 2 or later; this one would guard nothing')
}

/** Ky calls the `fetch` of its options once an attempt, and these are this request's own copy. */
const guardFetch = (options: Options, breakers: HttpBreakers, passed: Passes | undefined): void => {
  const { fetch } = options
  // The same hooks twice, by an instance that extends another, are one guard.
  if (fetch && guarded.get(fetch) === breakers) return
  const calledAt = performance.now()
  passed?.expect()
  options.fetch = (input, init) => {
    passed?.come()
    const request = input as Request
    const { method, url, signal } = request
    // Late-bound, and without `this`, as pages demand of their own fetch.
    const below = fetch ?? globalThis.fetch
    const send = (link: object | undefined) => below(request, carry(init, link))
    // Nothing is sent for a signal that is over, and so there is nothing to admit or to count.
    if (signal.aborted) return send(undefined)
    const call = { below, send, request, options, calledAt, sentAt: performance.now() }
    return breakers.guard(kyTransport, call, { client: 'ky', method, url }, options.context?.breaker)
  }
  guarded.set(options.fetch, breakers)
}

/** The functions that were put in the place of a request's fetch, and for whom. */
const guarded = /* @__PURE__ */ new WeakMap<object, HttpBreakers>()
