import type { HttpExchange } from './exchange.ts'
import { readWait } from './retry-after.ts'

/** A wait in milliseconds, as it is: OpenAI and Azure OpenAI; Azure Cosmos DB. */
const IN_MS = ['retry-after-ms', 'x-ms-retry-after-ms']

/**
 * How much of a quota remains, and when it is full again. In this order: Discord; GitHub, Reddit, Vercel and most others; X and
 * Okta; GitLab and the IETF's drafts up to 6; OpenAI and Groq; Anthropic.
 */
const QUOTAS = [
  ['x-ratelimit-remaining', 'x-ratelimit-reset-after'],
  ['x-ratelimit-remaining', 'x-ratelimit-reset'],
  ['x-rate-limit-remaining', 'x-rate-limit-reset'],
  ['ratelimit-remaining', 'ratelimit-reset'],
  ['x-ratelimit-remaining-requests', 'x-ratelimit-reset-requests'],
  ['x-ratelimit-remaining-tokens', 'x-ratelimit-reset-tokens'],
  ['anthropic-ratelimit-requests-remaining', 'anthropic-ratelimit-requests-reset'],
  ['anthropic-ratelimit-tokens-remaining', 'anthropic-ratelimit-tokens-reset'],
  ['anthropic-ratelimit-input-tokens-remaining', 'anthropic-ratelimit-input-tokens-reset'],
  ['anthropic-ratelimit-output-tokens-remaining', 'anthropic-ratelimit-output-tokens-reset'],
] as const

/** `6m0s`, `1.2s`, `20ms`: OpenAI's and Groq's. */
const DURATION = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?$/

type Answer = Pick<HttpExchange, 'header'>

/**
 * The wait, in milliseconds, that big providers ask for in headers of their own; `undefined` where they ask for none, or in
 * `Retry-After`, which is read anyway. For the option `waitMs`: `createHttpBreakers({ waitMs: providerWaitMs })`.
 *
 * A quota counts only where nothing of it remains; of several that are used up, the longest wait.
 *
 * @param wallClock milliseconds since 1970, read only where the answer names a moment; its own `Date` takes precedence
 */
export const providerWaitMs = (exchange: Answer, wallClock?: () => number): number | undefined => {
  for (const field of IN_MS) {
    const waitMs = readWait(exchange, field, wallClock) / 1_000
    if (waitMs >= 0) return waitMs
  }
  if (!Number.isNaN(readWait(exchange, 'retry-after', wallClock))) return undefined

  const usedUp = QUOTAS.filter(([remaining]) => isNothing(exchange.header(remaining)))
  const waits = usedUp.map(([, reset]) => readReset(exchange, reset, wallClock))
  const longestMs = Math.max(readOldRateLimit(exchange), ...waits)
  return longestMs > 0 ? longestMs : undefined
}

const isNothing = (remaining: string | null): boolean => /^\s*(-\d+|0+)(\.\d+)?\s*$/.test(remaining ?? '')

/** 0 where it cannot be read. */
const readReset = (exchange: Answer, field: string, wallClock?: () => number): number => {
  const [text, ...parts] = DURATION.exec(exchange.header(field)?.trim() ?? '') ?? []
  const [hours = 0, minutes = 0, seconds = 0, ms = 0] = parts.map(part => Number(part ?? 0))
  const waitMs = text
    ? ((hours * 60 + minutes) * 60 + seconds) * 1_000 + ms
    : readWait(exchange, field, wallClock)
  return Math.max(0, waitMs || 0)
}

/** The `RateLimit` of the IETF's drafts 3 to 7: `limit=100, remaining=0, reset=50`. */
const readOldRateLimit = (exchange: Answer): number => {
  const fields = (exchange.header('ratelimit') ?? '').split(/[,;]/).map(field => field.trim())
  const reset = fields.find(field => /^reset=\d+$/.test(field))
  return fields.includes('remaining=0') && reset ? Number(reset.slice('reset='.length)) * 1_000 : 0
}
