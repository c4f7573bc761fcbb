import type { HttpExchange } from './exchange.ts'

type Answer = Pick<HttpExchange, 'header'>

/** A day: who asks for more made a mistake, and `maxBackoffMs` ends most waits far earlier. */
const LONGEST_WAIT_MS = 86_400_000

/** No pattern here backtracks, so that a hostile header costs time in proportion to its length. */
const IMF_FIXDATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/

/**
 * The wait that a response asks for, in milliseconds; `undefined` when it asks for none. `Retry-After` goes before
 * `RateLimit`; a malformed one counts as absent.
 *
 * @param wallClock milliseconds since 1970, read only for a date in a response that has no `Date` of its own
 * @see RFC 9110 §10.2.3
 * @see draft-ietf-httpapi-ratelimit-headers-10
 */
export const requestedWaitMs = (answer: Answer, wallClock: () => number = Date.now): number | undefined => {
  const retryAfterMs = readRetryAfter(answer, wallClock)
  const askedMs = Number.isNaN(retryAfterMs) ? readRateLimit(answer.header('ratelimit') ?? '') : retryAfterMs
  return askedMs > 0 ? Math.min(askedMs, LONGEST_WAIT_MS) : undefined
}

const readRetryAfter = (answer: Answer, wallClock: () => number): number => {
  const value = answer.header('retry-after')?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1_000
  // Both dates are the server's, so that a wrong clock of either side cancels out.
  return readDate(value) - (readDate(answer.header('date') ?? '') || wallClock())
}

const readDate = (value: string): number => (IMF_FIXDATE.test(value) ? Date.parse(value) : Number.NaN)

/** The longest reset among the quotas that are used up: `"burst";r=0;t=5, "day";r=12;t=3600` waits 5 s. */
const readRateLimit = (value: string): number => {
  // Names are strings, which may hold separators; one that is never closed swallows the rest.
  const quotas = value.replace(/"(?:[^"\\]|\\.)*"?/g, '""').split(',')
  const usedUp = quotas.filter(quota => /;\s*r=0\s*(;|$)/.test(quota))
  return Math.max(...usedUp.map(quota => Number(/;\s*t=(\d+)\s*(;|$)/.exec(quota)?.[1] ?? 0))) * 1_000
}
