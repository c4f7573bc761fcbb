import { ok } from '../outcomes.ts'
import { type Plan, type PlanLike, type RequestFacts, toPlan } from '../plan.ts'
import { routeMatcher } from '../route.ts'

/**
 * Gives each route a plan of its own, which counts the requests to that route alone.
 * The first route that matches is taken; `otherwise` plays for the requests that none matches.
 *
 * `byRoute({ 'GET /users/:id': script(2, status(503), ok), '/files/*': torn })`
 *
 * @throws TypeError for a route that is not `/path` or `METHOD /path`
 */
export function byRoute(routes: Readonly<Record<string, PlanLike>>, otherwise: PlanLike = ok): Plan {
  const branches = Object.entries(routes).map(([route, plan]) => new Branch(routeMatcher(route), plan))
  const rest = new Branch(() => true, otherwise)
  const play = (request: RequestFacts) =>
    (branches.find(branch => branch.matches(request)) ?? rest).play(request)
  const reset = () => {
    for (const branch of [...branches, rest]) branch.reset()
  }
  return Object.assign(play, { reset })
}

class Branch {
  readonly matches: (request: RequestFacts) => boolean
  readonly #plan: Plan
  #seen = 0

  constructor(matches: (request: RequestFacts) => boolean, plan: PlanLike) {
    this.matches = matches
    this.#plan = toPlan(plan)
  }

  play(request: RequestFacts): ReturnType<Plan> {
    return this.#plan({ ...request, index: this.#seen++ })
  }

  reset(): void {
    this.#seen = 0
    this.#plan.reset?.()
  }
}
