import { Circuit, type CircuitManager } from '@recloser/core'
import type { Fallback, HttpBreakersConfig, RequestBreaker } from './config.ts'
import type { HttpRequest } from './exchange.ts'
import type { Hosts, Site } from './hosts.ts'
import { pathOf } from './key.ts'
import { nameOf } from './name.ts'
import type { HostPlan, Plan } from './plan.ts'
import { report, safely, wrong } from './report.ts'

/** What a request passes through, and how it is judged. */
export interface Passage {
  /** Of the request's host, or of its key. */
  readonly host: Circuit
  /**
   * Of the declared route; where there is none, a breaker that is off and admits everything. Made when asked for: by then the
   * host's should have a call in flight, lest it make room for this one.
   */
  readonly route: () => Circuit
  readonly isRouted: boolean
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
  const noRoute = new Circuit('no route', { mode: 'off' })
  return (request, options) => {
    if (options === false) return undefined
    const site = hosts.find(request.url)
    const key = keyFor(request, site, options?.key, keyOf)
    if (key === undefined) return undefined

    const hostPlan = site?.plan ?? defaults
    const route =
      key === site?.host
        ? site.plan?.routes?.find(request.method, pathOf(request.url, site.origin))
        : undefined
    const plan = route?.plan ?? hostPlan
    return {
      host: manager.getOrCreate(key, hostPlan.config),
      route: () => (route ? manager.getOrCreate(nameOf(route, key), plan.config) : noRoute),
      isRouted: route !== undefined,
      plan,
      fallback: options?.fallback ?? plan.fallback,
    }
  }
}

/** The request's own key, else that of `keyOf`, else the host. One that cannot be a name is reported and passed over. */
const keyFor = (
  request: HttpRequest,
  site: Site<HostPlan> | undefined,
  own: string | undefined,
  keyOf: HttpBreakersConfig['keyOf'],
): string | undefined => {
  if (own !== undefined && isName('breaker.key', own)) return own
  if (site?.plan === undefined) return undefined
  const key = keyOf ? safely(keyOf, site.host, request) : site.host
  return key === undefined || isName('what keyOf returns', key) ? key : site.host
}

const isName = (source: string, name: string): boolean => {
  const isValid = typeof name === 'string' && name !== ''
  if (!isValid) report(wrong(source, 'a non-empty string, or undefined', name))
  return isValid
}
