import type { ResolvedConfig } from '@recloser/core'
import type { Hosts } from './hosts.ts'
import type { HostPlan, Plan } from './plan.ts'
import type { Route } from './route.ts'

/** The name of a route's breaker: `GET api.example.com/users/:id`. A host's has the host's. */
export const nameOf = ({ method, path }: Route<Plan>, host: string): string =>
  method === '' ? host + path : `${method} ${host}${path}`

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
    if (path === undefined) return hosts.planFor(name)?.config ?? false
    const route = hosts.planFor(host)?.routes?.find(method, path)
    return route !== undefined && nameOf(route, host) === name && route.plan.config
  }
