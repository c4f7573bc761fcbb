import type { RequestBreaker } from './config.ts'
import type { HttpRequest } from './exchange.ts'

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
  { method, url }: HttpRequest,
  options: RequestBreaker | undefined,
): boolean => {
  let at = options === undefined ? innermost : undefined
  while (at && !(at.breakers === breakers && at.request.method === method && at.request.url === url)) {
    at = at.outer
  }
  return at !== undefined
}
