import { DEV } from '../words.ts'
import { originOf, parseHttpUrl, withoutLastDot } from './key.ts'

/** A host that was called, and what was declared for it: nothing when it is not guarded. */
export interface Site<Plan> {
  /** Lower case, without default port and user info: the name of the host's breaker. */
  readonly host: string
  readonly origin: string
  readonly plan: Plan | undefined
}

/** How many origins are remembered. Beyond, all are forgotten: parsing one anew costs less than any book-keeping. */
const MOST_ORIGINS = 1_024

/** What a name can have, with a port. A longer one is no host of anybody, and to look for each part of it would take a while. */
const LONGEST_HOST = 260

/** What was declared for each host: by its name first, then by the longest `*.` that it ends with, then by `*`. */
export class Hosts<Plan> {
  readonly #declared = new Map<string, Declared<Plan>>()
  readonly #sites = new Map<string, Site<Plan>>()
  readonly #others: Declared<Plan>

  /** @param others what holds for hosts that were not declared */
  constructor(others: Plan) {
    this.#others = { label: '', plan: others }
  }

  /**
   * @param label what an error calls it
   * @throws RangeError when the name is no host, or means the same as one before
   */
  add(name: string, label: string, plan: Plan | undefined): void {
    const pattern = patternOf(name)
    if (pattern === undefined)
      throw new RangeError(
        DEV ? `${label} must be a host like "api.example.com", "*.example.com" or "*"` : label,
      )
    const earlier = this.#declared.get(pattern)
    if (earlier !== undefined)
      throw new RangeError(DEV ? `${label} means the same as ${earlier.label}` : label)
    this.#declared.set(pattern, { label, plan })
  }

  /** The host that a URL goes to; `undefined` when it goes to none. */
  find(url: string): Site<Plan> | undefined {
    const origin = originOf(url)
    const known = this.#sites.get(origin)
    if (known !== undefined) return known

    const parsed = parseHttpUrl(url)
    if (parsed === undefined) return undefined
    // Parsed anew: engines make both a slice of the whole URL, which would keep it in memory, secrets and all.
    const { host: spelled, origin: spelledOrigin } = new URL(parsed.origin)
    const host = withoutLastDot(spelled)
    const site = { host, origin: spelledOrigin, plan: this.planFor(host) }
    if (origin === site.origin) {
      if (this.#sites.size >= MOST_ORIGINS) this.#sites.clear()
      this.#sites.set(site.origin, site)
    }
    return site
  }

  /** What was declared for a host, spelled as `URL.host` spells it. */
  planFor(host: string): Plan | undefined {
    let found = this.#declared.get(host)
    for (
      let dot = host.indexOf('.', host.length - LONGEST_HOST);
      dot >= 0 && found === undefined;
      dot = host.indexOf('.', dot + 1)
    ) {
      found = this.#declared.get(host.slice(dot))
    }
    return (found ?? this.#declared.get('*') ?? this.#others).plan
  }
}

interface Declared<Plan> {
  readonly label: string
  readonly plan: Plan | undefined
}

/** `.cdn.example.com` for `*.cdn.example.com`, else the host as `URL.host` spells it. */
const patternOf = (name: string): string | undefined => {
  if (name === '*') return name
  const host = name.replace(/^\*\.(?=.)/, 'any.')
  if (/[\s/?#@\\*]/.test(host)) return undefined
  // The default port of https goes with the parsing, that of http by hand.
  const spelled = parseHttpUrl(`https://${host}`)?.host.replace(/:80$/, '')
  return spelled && withoutLastDot(name === host ? spelled : spelled.slice('any'.length))
}
