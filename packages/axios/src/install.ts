import { assertBreakers, type HttpBreakers } from '@recloser/core/http'
import type { AxiosInstance } from 'axios'
import { guardAdapter } from './guarded-adapter.ts'
import type { BreakerInterceptor } from './types.ts'
import { type Passes, passes } from './unused.ts'

/**
 * Makes every attempt of an axios instance, retries included, pass through the breakers of its host and route.
 *
 * Its place among other interceptors does not matter, but for those that answer from a cache by an adapter of their own:
 * install after them. Installed twice, the same breakers still admit each attempt once.
 *
 * @returns its undo; attempts on their way are still settled
 * @throws TypeError when either argument is something else
 */
export const installBreakers = (instance: AxiosInstance, breakers: HttpBreakers): (() => void) => {
  const interceptors = (instance as Partial<AxiosInstance> | null | undefined)?.interceptors?.request
  if (interceptors === undefined) throw new TypeError('instance must be an axios instance')
  const [guardRequest, ...options] = breakerInterceptor(breakers)
  const id = interceptors.use(guardRequest, ...options)
  return () => {
    // In older versions of axios an id is a place, which since a `clear()` may be another's.
    if (interceptors.handlers?.some(handler => handler?.fulfilled === guardRequest)) interceptors.eject(id)
  }
}

/**
 * What {@link installBreakers} registers, to be registered by hand:
 * `axios.interceptors.request.use(...breakerInterceptor(breakers))`.
 *
 * It makes no decision and takes no permit. All that it does is to put the adapter of the request behind the breakers,
 * and so nothing leaks when an interceptor after it throws, or the request is cancelled on its way.
 *
 * @throws TypeError when the argument is something else, such as the instance
 */
export const breakerInterceptor = (breakers: HttpBreakers): BreakerInterceptor => {
  assertBreakers(breakers)
  const passed = watchPasses()
  const guardRequest: BreakerInterceptor[0] = config => {
    passed?.expect()
    config.adapter = guardAdapter(config.adapter, breakers, passed)
    return config
  }
  // One that is not synchronous would make the whole chain asynchronous, everybody else's interceptors included.
  return [guardRequest, null, { synchronous: true }]
}

declare const process: { readonly env: { readonly NODE_ENV?: string } } | undefined

/** Bundlers leave it out of a production build. */
const watchPasses = (): Passes | undefined =>
  typeof process === 'object' && process.env.NODE_ENV !== 'production'
    ? passes(
        '@recloser/axios: none of the first 10 requests came through the breakers. An interceptor that sets `adapter` replaces them when it runs after theirs, which it does when it was registered before: install the breakers first.',
      )
    : undefined
