import type { RequestBreaker } from './config.ts'
import type { HttpRequest } from './exchange.ts'
import { parseHttpUrl } from './key.ts'

/** A request that is being handed to its client at this moment, and those whose clients are handing it on. */
interface UnderWay {
  /** By what the breakers are known. */
  readonly breakers: unknown
  readonly request: HttpRequest
  readonly outer: UnderWay | undefined
}

let innermost: UnderWay | undefined

/** Hands a request to its client, and lets whatever that calls at once know of it. */
export const handOn = <Sent>(breakers: unknown, request: HttpRequest, send: () => Sent): Sent => {
  const outer = innermost
  innermost = { breakers, request, outer }
  try {
    return send()
  } finally {
    innermost = outer
  }
}

/**
 * Whether the same breakers are handing on this very request. One client may send by another: ky by the global fetch,
 * with both of them guarded, or one twice. It is still one attempt, and takes one permit; what asks for a breaker of its
 * own takes another.
 */
export const isUnderWay = (
  breakers: unknown,
  request: HttpRequest,
  options: RequestBreaker | undefined,
): boolean => {
  let at = options === undefined ? innermost : undefined
  while (at && !(at.breakers === breakers && isSame(at.request, request))) at = at.outer
  return at !== undefined
}

/** Clients spell a URL out before they hand it on, and keep its user info to themselves. */
const isSame = (one: HttpRequest, other: HttpRequest): boolean =>
  one.method === other.method && (one.url === other.url || addressOf(one.url) === addressOf(other.url))

const addressOf = (url: string): string | undefined => {
  const parsed = parseHttpUrl(url)
  return parsed && parsed.origin + parsed.pathname + parsed.search
}
