import type { RequestFacts } from './plan.ts'

const routeForm = /^(?:([A-Za-z]+) )?(\/\S*)$/

/**
 * Reads `/path` or `METHOD /path`: `:name` stands for one segment, a last `*` for the rest.
 *
 * @throws TypeError when it is neither
 */
export function routeMatcher(route: string): (request: Pick<RequestFacts, 'method' | 'path'>) => boolean {
  const [, method, template] = routeForm.exec(route) ?? []
  if (template === undefined) throw new TypeError(`a route must be "/path" or "METHOD /path", got "${route}"`)
  const wanted = template.split('/')
  const takesRest = wanted.at(-1) === '*'
  if (takesRest) wanted.pop()
  return request => {
    if (method !== undefined && method.toUpperCase() !== request.method) return false
    const given = request.path.split('/')
    const fits = takesRest ? given.length > wanted.length : given.length === wanted.length
    return fits && wanted.every((segment, at) => segmentMatches(segment, given[at]))
  }
}

function segmentMatches(wanted: string, given: string | undefined): boolean {
  return wanted.startsWith(':') ? given !== undefined && given !== '' : wanted === given
}
