import { _report, _wrong, type Circuit, type CircuitManager, type ResolvedConfig } from '@recloser/core'
import { DEV } from '../words.ts'
import type { Fallback, HttpBreakersConfig, RequestBreaker } from './config.ts'
import type { HttpRequest } from './exchange.ts'
import type { Hosts, Site } from './hosts.ts'
import type { HostPlan, Plan, Routed } from './plan.ts'
import { safely } from './safely.ts'

/** What a request passes through, and how it is judged. */
export interface Passage {
  /** Of the request's host, or of its key. */
  readonly host: Circuit
  /** Its declared route, if any. */
  readonly routed: Routed | undefined
  /** The breaker of the route. Made when asked for: by then the host's should have a call in flight, lest it make room for this one. */
  readonly route: () => Circuit
  /** Of the route, else of the host. */
  readonly plan: Plan
  readonly fallback: Fallback | undefined
}

/** `undefined` for a request that passes by unguarded. */
export type FindPassage = (request: HttpRequest, options?: RequestBreaker) => Passage | undefined

/** Finds the breakers of a request by its key, host and route, and makes those that are missing. */
export const passagesOf = (
  manager: CircuitManager,
  hosts: Hosts<HostPlan>,
  defaults: Plan,
  keyOf: HttpBreakersConfig['keyOf'],
): FindPassage => {
  return (request, options) => {
    if (options === false) return undefined
    const site = hosts.find(request.url)
    const key = keyFor(request, site, options?.key, keyOf)
    if (key === undefined) return undefined

    const hostPlan = site?.plan ?? defaults
    const routed =
      key === site?.host ? site.plan?._routes?._find(request.method, request.url, site) : undefined
    const plan = routed?.plan ?? hostPlan
    const host = manager.getOrCreate(key, hostPlan.config)
    return {
      host,
      routed,
      route: () => (routed ? manager.getOrCreate(routed.name, plan.config) : host),
      plan,
      fallback: options?.fallback ?? plan.fallback,
    }
  }
}

/** Any text matches, in one pass: a method, what stands before the first slash, a path. */
const NAME = /^(?:(\S+) )?([^/]*)(\/.*)?$/s

/**
 * The configuration of a breaker by its name alone: of a route that is declared, else of a host, and be it none but a key.
 * `false` for hosts that are not guarded, and for routes that are not, or no longer, declared.
 */
export const configByName =
  (hosts: Hosts<HostPlan>) =>
  (name: string): ResolvedConfig | false => {
    const [, method = '', host = '', path] = NAME.exec(name) ?? []
    const plan = hosts.planFor(path === undefined ? name : host)
    return (path === undefined ? plan : plan?._routes?._planOf(name, host, method, path))?.config ?? false
  }

/** The request's own key, else that of `keyOf`, else the host. One that cannot be a name is reported and passed over. */
const keyFor = (
  request: HttpRequest,
  site: Site<HostPlan> | undefined,
  own: string | undefined,
  keyOf: HttpBreakersConfig['keyOf'],
): string | undefined => {
  if (own !== undefined && isName('breaker.key', own, site)) return own
  if (site?.plan === undefined) return undefined
  const key = keyOf ? safely(keyOf, site.host, request) : site.host
  return key === undefined || isName(DEV ? 'what keyOf returns' : 'keyOf', key, keyOf) ? key : site.host
}

const isName = (field: string, name: string, source: object | undefined): boolean => {
  const isValid = typeof name === 'string' && name !== ''
  if (!isValid) _report(_wrong(field, DEV && 'a non-empty string, or undefined', name), source)
  return isValid
}
