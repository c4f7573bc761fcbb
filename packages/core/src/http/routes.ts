import type { Outcome } from '@recloser/core'
import type { Attribution } from './booking.ts'
import type { HttpRouteConfig, HttpRoutes } from './config.ts'
import type { HttpExchange } from './exchange.ts'
import { pathOf } from './key.ts'
import { forEach, type HostRoutes, type Plan, planOf, within } from './plan.ts'
import { type Route, Routes } from './route.ts'
import { isTransportError } from './transport-error.ts'

/**
 * Gives routes of a host breakers of their own, with settings over those of the host:
 * `routes({ 'GET /users/:id': { slowCallMs: 800 }, '/checkout': { failureThreshold: 2 } })`.
 *
 * A template is a path with an optional method; `:name` stands for one segment, a last `*` for everything below. It is an import
 * of its own, so that pages without routes do not pay for them.
 *
 * @returns what the field `routes` of a host takes. Templates and settings are checked there, and named where they are wrong
 */
export const routes = (declared: { readonly [template: string]: HttpRouteConfig }): HttpRoutes => ({
  templates: Object.keys(Object(declared)),
  _below(plan: Plan): HostRoutes {
    const tree = new Routes<Plan>()
    forEach('routes', declared, (own, label, template) =>
      tree.add(
        template,
        label,
        within(label, own, () => planOf(own, plan)),
      ),
    )
    return {
      _find(method, url, { host, origin }) {
        const route = tree.find(method, pathOf(url, origin))
        return route && { name: nameOf(route, host), plan: route.plan, attribute }
      },
      _planOf(name, host, method, path) {
        const route = tree.find(method, path)
        return route && nameOf(route, host) === name ? route.plan : undefined
      },
    }
  },
})

const nameOf = ({ method, path }: Route<Plan>, host: string): string =>
  method === '' ? host + path : `${method} ${host}${path}`

/**
 * Who is at fault when an attempt went through both breakers. A failed connection is the host's, of which the route
 * learns nothing. All else is the route's: of it the host learns that it answered, or nothing.
 */
const attribute = ({ kind, error }: HttpExchange, outcome: Outcome): Attribution => {
  if (outcome === 'ignored') return { host: outcome, route: outcome }
  if (outcome === 'failure' && kind === 'network' && isTransportError(error))
    return { host: outcome, route: 'ignored' }
  return { host: kind === 'response' ? 'success' : 'ignored', route: outcome }
}
