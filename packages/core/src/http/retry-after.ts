/** As much of an exchange as a wait is read from. */
interface Answer {
  header(name: string): string | null
}

/** A day: who asks for more made a mistake, and `maxBackoffMs` ends most waits far earlier. */
const LONGEST_WAIT_MS = 86_400_000

// No pattern here backtracks, so that a hostile header costs time in proportion to its length.

/** The two forms of RFC 9110 that name a zone, in the same spelling; and RFC 3339, as a courtesy. */
const DATE = /^(\w+, .. ... \d+ [\d:]{8} GMT|\d{4}-..-..T[\d:.]+(Z|[+-]..:..))$/

/**
 * The wait that a response asks for, in milliseconds; `undefined` when it asks for none. `Retry-After` takes precedence over
 * `RateLimit`; a malformed one counts as absent.
 *
 * @param wallClock milliseconds since 1970, read only where the answer names a moment; its own `Date` takes precedence
 * @see RFC 9110 §10.2.3
 * @see draft-ietf-httpapi-ratelimit-headers-10
 */
export const requestedWaitMs = (answer: Answer, wallClock: () => number = Date.now): number | undefined => {
  const retryAfterMs = readWait(answer, 'retry-after', wallClock)
  const askedMs = Number.isNaN(retryAfterMs) ? readRateLimit(answer.header('ratelimit') ?? '') : retryAfterMs
  return askedMs > 0 ? Math.min(askedMs, LONGEST_WAIT_MS) : undefined
}

/** The wait that a field names: in seconds, as a moment in seconds or milliseconds since 1970, or as a date. `NaN`: none. */
export const readWait = (answer: Answer, field: string, wallClock: () => number = Date.now): number => {
  const value = textOf(answer, field)
  const count = readCount(value)
  // Thirty years: from here on a number is a moment, and from 1973 on one in milliseconds.
  if (count < 1e9) return count * 1_000
  const momentMs = count ? (count < 1e11 ? count * 1_000 : count) : readDate(value)
  // Against the server's own clock, when it answered or its cache did, so that a wrong one of either side cancels out.
  const ageMs = readCount(textOf(answer, 'age')) * 1_000 || 0
  return momentMs - (readDate(textOf(answer, 'date')) + ageMs || wallClock())
}

/** A field that was sent twice is read if both say the same: `7, 7`. */
const textOf = (answer: Answer, field: string): string => {
  const value = answer.header(field)?.trim() ?? ''
  const half = value.slice(0, value.length / 2 - 1)
  return value === `${half}, ${half}` ? half : value
}

const readCount = (value: string): number => (/^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN)

/** Milliseconds since 1970; `NaN` for what is no date. A year of two digits lies between 1950 and 2049, as engines have it. */
const readDate = (value: string): number => {
  const text = value
    .replace(/-(\D+)-/, ' $1 ')
    .replace(/^(...) (...) (..) ([\d:]{8}) (\d{4})$/, '$1, $3 $2 $5 $4 GMT')
  return DATE.test(text) ? Date.parse(text) : Number.NaN
}

/** The longest reset among the quotas that are used up: `"burst";r=0;t=5, "day";r=12;t=3600` waits 5 s. */
const readRateLimit = (value: string): number => {
  // Names are strings, which may hold separators; one that is never closed swallows the rest.
  const quotas = value.replace(/"(?:[^"\\]|\\.)*"?/g, '""').split(',')
  const waits = quotas.map(quota =>
    /;\s*r=0\s*(;|$)/.test(quota) ? Number(/;\s*t=(\d+)\s*(;|$)/.exec(quota)?.[1] ?? 0) : 0,
  )
  return Math.max(...waits) * 1_000
}
