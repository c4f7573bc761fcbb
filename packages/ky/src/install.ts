import type { HttpBreakers } from '@recloser/core/http'
import type { InitHook, Options } from 'ky'
import { kyTransport } from './transport.ts'

type Fetch = NonNullable<Options['fetch']>

/**
 * The hooks that lead every attempt of a ky instance, retries included, through the breakers of its host and route:
 * `ky.extend(breakerHooks(breakers))`.
 *
 * @throws TypeError when the argument is something else, such as the instance
 */
export const breakerHooks = (breakers: HttpBreakers): { hooks: { init: InitHook[] } } => {
  if (typeof (breakers as Partial<HttpBreakers> | null | undefined)?.guard !== 'function') {
    throw new TypeError('breakers must come from createHttpBreakers')
  }
  return { hooks: { init: [options => guardFetch(options, breakers)] } }
}

/** By which breakers a function is guarded already: an instance may be extended with the same ones twice. */
const guardsOf = new WeakMap<Fetch, readonly HttpBreakers[]>()

/** Ky calls the `fetch` of its options once an attempt, and these are this request's own copy. */
const guardFetch = (options: Options, breakers: HttpBreakers): void => {
  const base = options.fetch
  const guards = (base && guardsOf.get(base)) ?? []
  if (guards.includes(breakers)) return

  const calledAt = performance.now()
  const guarded: Fetch = (input, init) => {
    const request = input as Request
    const { method, url } = request
    // Without `this`, as pages demand of their own fetch.
    const send = () => (base ?? globalThis.fetch)(request, init)
    const call = { send, request, options, calledAt, sentAt: performance.now() }
    return breakers.guard(kyTransport, call, { client: 'ky', method, url }, options.context?.breaker)
  }
  guardsOf.set(guarded, [...guards, breakers])
  options.fetch = guarded
}
