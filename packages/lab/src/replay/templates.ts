/** A segment that a template shows as it is: words, versions, and names of files. Anything else may be an id or a secret. */
const WORD = /^(?:v\d{1,3}|[a-z]{1,20}(?:[-_][a-z]{1,20}){0,4}(?:\.[a-z]{1,5}[0-9]?)?)$/i
const MOST_SEGMENTS = 8
/** So many words in one place are no words but names of users, cities, or products. */
const MOST_WORDS = 24
const ID = ':id'

class Node {
  readonly children: Map<string, Node> = new Map()
}

/** Guesses the templates of paths: `/users/7/orders` is `/users/:id/orders`. Grows to a bound, however many paths there are. */
export class Templates {
  readonly #root = new Node()
  readonly #declared: readonly (readonly string[])[]

  /** @param declared templates that are known, like `/users/:id`; they go first */
  constructor(declared: readonly string[] = []) {
    this.#declared = declared.map(segmentsOf)
  }

  /** The template of a path, query and fragment or not. */
  of(path: string): string {
    const segments = segmentsOf(path)
    const declared = this.#declared.find(template => fits(template, segments))
    if (declared !== undefined) return `/${declared.join('/')}`
    let node = this.#root
    const shown: string[] = []
    for (const segment of segments.slice(0, MOST_SEGMENTS)) {
      const word = this.#wordAt(node, segment)
      const child = node.children.get(word) ?? new Node()
      if (!node.children.has(word)) node.children.set(Buffer.from(word).toString(), child)
      shown.push(word)
      node = child
    }
    return `/${shown.join('/')}${segments.length > MOST_SEGMENTS ? '/*' : ''}`
  }

  #wordAt(node: Node, segment: string): string {
    if (!WORD.test(segment)) return ID
    return node.children.has(segment) || node.children.size < MOST_WORDS ? segment : ID
  }
}

const segmentsOf = (path: string): string[] => {
  const end = path.search(/[?#;]/)
  return (end < 0 ? path : path.slice(0, end)).slice(0, 2_048).split('/', 40).filter(Boolean)
}

const fits = (template: readonly string[], segments: readonly string[]): boolean => {
  const hasRest = template.at(-1) === '*'
  if (hasRest ? segments.length < template.length : segments.length !== template.length) return false
  return template.every(
    (part, index) =>
      part === '*' || (part.startsWith(':') && segments[index] !== undefined) || part === segments[index],
  )
}
