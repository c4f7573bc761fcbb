import type { LoggedCall } from './logged-call.ts'
import { Templates } from './templates.ts'

/** What has a breaker of its own in a replay. */
export type By = 'host' | 'route'

/** A host as a name may show it: nothing that stands before an `@`, nothing that is no host. */
const HOST = /^(?:[a-z0-9_.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i
const METHOD = /^[A-Z]{1,16}$/

/** Names the breakers that calls belong to. Nothing secret gets into a name: no query, no user info, no part that looks like an id. */
export class Targets {
  /** Calls that belong to a breaker beyond the most that are kept. */
  overflow = 0
  readonly #by: By
  readonly #most: number
  readonly #templates: Templates
  readonly #indexes = new Map<string, number>()
  readonly #names: string[] = []
  // Raw hosts repeat for millions of lines; what they come to is looked up.
  readonly #hosts = new Map<string, string>()

  constructor(by: By, most: number, routes: readonly string[] = []) {
    this.#by = by
    this.#most = most
    this.#templates = new Templates(routes)
  }

  get names(): readonly string[] {
    return this.#names
  }

  /** The number of the breaker that a call belongs to; −1 when there are too many already. */
  indexOf(call: LoggedCall): number {
    const name = this.#nameOf(call)
    const known = this.#indexes.get(name)
    if (known !== undefined) return known
    if (this.#names.length >= this.#most) {
      this.overflow += 1
      return -1
    }
    // A copy: the name may be a slice that keeps a whole piece of the file in memory.
    const own = Buffer.from(name).toString()
    this.#indexes.set(own, this.#names.length)
    return this.#names.push(own) - 1
  }

  #nameOf({ host, path, method }: LoggedCall): string {
    const [ownHost, ownPath] = path.startsWith('/') ? [host, path] : partsOf(path, host)
    const shown = this.#hostOf(ownHost)
    if (this.#by === 'host') return shown
    return `${METHOD.test(method) ? `${method} ` : ''}${shown === NO_HOST ? '' : shown}${this.#templates.of(ownPath)}`
  }

  #hostOf(raw: string): string {
    const known = this.#hosts.get(raw)
    if (known !== undefined) return known
    const host = raw === '' ? NO_HOST : HOST.test(raw) ? raw.toLowerCase() : '(not a host)'
    if (this.#hosts.size >= 10_000) this.#hosts.clear()
    this.#hosts.set(Buffer.from(raw).toString(), host)
    return host
  }
}

/** What a log without hosts is about: one service. */
const NO_HOST = '(this service)'

/** Some logs have whole URLs. */
const partsOf = (url: string, host: string): [host: string, path: string] => {
  const parsed = /^https?:/i.test(url) ? URL.parse(url) : null
  return parsed === null ? [host, '/'] : [parsed.host, parsed.pathname]
}
