import type { HttpBreakers } from '@recloser/core/http'
import axios, {
  type AxiosAdapter,
  type AxiosPromise,
  getAdapter,
  type InternalAxiosRequestConfig,
} from 'axios'
import { optionsOf, readRequest } from './request.ts'
import { axiosTransport } from './transport.ts'
import type { Passes } from './unused.ts'

/** What a config names as its adapter: a function, a name, or several to choose from. */
type Adapter = NonNullable<InternalAxiosRequestConfig['adapter']>

const GUARD = Symbol('guard')

/** An adapter of ours: it remembers what it stands before, since plugins send the config of a failed request again. */
interface GuardedAdapter extends AxiosAdapter {
  readonly [GUARD]: { readonly adapter: Adapter; readonly breakers: HttpBreakers }
}

/** Puts the adapter of one request behind the breakers, unless it stands there already. */
export const guardAdapter = (
  chosen: Adapter | undefined,
  breakers: HttpBreakers,
  passed: Passes | undefined,
): Adapter => {
  // As axios does when it dispatches.
  const adapter = chosen || (axios.defaults.adapter as Adapter)
  if (isGuardedBy(adapter, breakers)) {
    passed?.come()
    return adapter
  }
  const guarded: GuardedAdapter = Object.assign(
    (config: InternalAxiosRequestConfig): AxiosPromise => {
      passed?.come()
      // Resolved first: a request that no adapter can send takes no permit.
      const call = { adapter: getAdapter(adapter, config), config }
      // The response and the error carry this config; let the caller find in it the adapter that he chose.
      if (config.adapter === guarded) config.adapter = unguarded(adapter)
      const request = readRequest(config)
      if (request === undefined) return call.adapter(config)
      return breakers.guard(axiosTransport, call, request, optionsOf(config))
    },
    { [GUARD]: { adapter, breakers } },
  )
  return guarded
}

/** Looks through the guards of others, several of which may stand one before another. */
const isGuardedBy = (adapter: Adapter, breakers: HttpBreakers): boolean => {
  const guard = guardOf(adapter)
  return guard !== undefined && (guard.breakers === breakers || isGuardedBy(guard.adapter, breakers))
}

const unguarded = (adapter: Adapter): Adapter => {
  const guard = guardOf(adapter)
  return guard === undefined ? adapter : unguarded(guard.adapter)
}

const guardOf = (adapter: Adapter) => (adapter as Partial<GuardedAdapter>)[GUARD]
