import { DEV } from '../words.ts'

/** One route as it was declared. */
export interface Route<Plan> {
  /** In capitals; empty for any. */
  readonly method: string
  readonly path: string
  /** What an error calls it. */
  readonly label: string
  readonly plan: Plan
}

class Segment<Plan> {
  readonly children: Map<string, Segment<Plan>> = new Map()
  /** The routes that end here, by method; `''` is any. */
  readonly routes: Map<string, Route<Plan>> = new Map()
}

/** A method or none; then segments that are text or `:name`; then `/*` or none. */
const TEMPLATE = /^(?:([a-z]+) )?((?:\/(?::[a-z_]\w*|[^:*/][^*/]*))*(?:\/\*?)?)$/i

/**
 * The declared routes of one host, as a tree of path segments: text goes before `:name`, that before a last `*`.
 *
 * Looking up visits each segment of the tree at most once, and runs no pattern made from input. Case matters, a
 * trailing slash does not.
 */
export class Routes<Plan> {
  readonly #root = new Segment<Plan>()

  /**
   * @param label what an error calls it
   * @throws RangeError when the template is malformed, or means the same as one before
   */
  add(template: string, label: string, plan: Plan): void {
    const [method, path] = parse(template, label)
    let node = this.#root
    for (const segment of path.split('/').filter(Boolean)) {
      // Keys that no segment of a path can be: a slash is in none.
      const key = segment === '*' ? '/*' : segment.startsWith(':') ? '/:' : segment
      const child = node.children.get(key) ?? new Segment<Plan>()
      node.children.set(key, child)
      node = child
    }
    const route = { method: method.toUpperCase(), path, label, plan }
    const earlier = node.routes.get(route.method)
    if (earlier !== undefined)
      throw new RangeError(DEV ? `${label} means the same as ${earlier.label}` : label)
    node.routes.set(route.method, route)
  }

  /** The route of a request, `path` being as `URL.pathname` spells it. */
  find(method: string, path: string): Route<Plan> | undefined {
    const end = path.length - (path.endsWith('/') ? 1 : 0)
    return find(this.#root, method.toUpperCase(), path.slice(0, end), 1)
  }
}

/** The method, if any, and the path of a template. */
const parse = (template: string, label: string): [method: string, path: string] => {
  const [, method = '', path] = TEMPLATE.exec(template) ?? []
  // Compared with paths as `URL` spells them, it must be spelled so itself; `{id}` and dot segments are not.
  if (path && new URL(`http://host${path}`).pathname === path) return [method, path]
  throw new RangeError(
    DEV ? `${label} must be a path as in a URL, like "/checkout", "GET /users/:id" or "/files/*"` : label,
  )
}

/** Searches below the node for what is left of the path from this character on. */
const find = <Plan>(
  node: Segment<Plan> | undefined,
  method: string,
  path: string,
  from: number,
): Route<Plan> | undefined => {
  if (node === undefined || from > path.length) return node?.routes.get(method) ?? node?.routes.get('')
  const slash = path.indexOf('/', from)
  const end = slash < 0 ? path.length : slash
  const text = path.slice(from, end)
  const { children } = node
  const found = find(children.get(text), method, path, end + 1)
  // A parameter is never empty, and neither is what `*` stands for.
  if (found !== undefined || text === '') return found
  return find(children.get('/:'), method, path, end + 1) ?? find(children.get('/*'), method, path, Infinity)
}
