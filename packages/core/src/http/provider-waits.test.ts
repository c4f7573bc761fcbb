import { expect, it } from 'vitest'
import { createHttpBreakers } from './http-breakers.ts'
import { providerWaitMs } from './provider-waits.ts'

const NOW = Date.parse('Tue, 24 Nov 2026 12:00:00 GMT')
const SOON_S = NOW / 1_000 + 30

const waitMs = (headers: Record<string, string>) => {
  const all = new Headers(headers)
  return providerWaitMs({ header: name => all.get(name) }, () => NOW)
}

it.each([
  ['OpenAI', { 'retry-after-ms': '1500', 'retry-after': '2' }, 1_500],
  ['Azure Cosmos DB', { 'x-ms-retry-after-ms': '89.5' }, 89.5],
  ['Discord', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '1.25' }, 1_250],
  ['GitHub', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${SOON_S}` }, 30_000],
  ['Reddit', { 'x-ratelimit-remaining': '0.0', 'x-ratelimit-reset': '30' }, 30_000],
  ['Linear', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${NOW + 30_000}` }, 30_000],
  ['X, Okta', { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': `${SOON_S}` }, 30_000],
  ['GitLab', { 'ratelimit-remaining': '0', 'ratelimit-reset': `${SOON_S}` }, 30_000],
  ['the drafts up to 6', { 'ratelimit-remaining': '0', 'ratelimit-reset': '50' }, 50_000],
  ['the drafts 3 to 7', { ratelimit: 'limit=100, remaining=0, reset=50' }, 50_000],
  ['OpenAI’s requests', { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1s' }, 1_000],
  ['OpenAI’s tokens', { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '6m0s' }, 360_000],
  ['Groq', { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '7.66s' }, 7_660],
  ['a few milliseconds', { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '20ms' }, 20],
  ['hours', { 'x-ratelimit-remaining-requests': '-1', 'x-ratelimit-reset-requests': '1h2m3s4ms' }, 3_723_004],
  [
    'Anthropic',
    {
      'anthropic-ratelimit-requests-remaining': '0',
      'anthropic-ratelimit-requests-reset': '2026-11-24T12:00:30Z',
      'anthropic-ratelimit-input-tokens-remaining': '0',
      'anthropic-ratelimit-input-tokens-reset': '2026-11-24T12:01:00Z',
      'anthropic-ratelimit-output-tokens-remaining': '9',
      'anthropic-ratelimit-output-tokens-reset': '2026-11-24T12:02:00Z',
    },
    60_000,
  ],
])('knows the wait of %s', (_, headers, wait) => {
  expect(waitMs(headers)).toBe(wait)
})

it.each([
  [{}],
  [{ 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '30' }],
  [{ 'x-ratelimit-reset': '30' }],
  [{ 'x-ratelimit-remaining': '', 'x-ratelimit-reset': '30' }],
  [{ 'x-ratelimit-remaining': '0' }],
  [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon' }],
  [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${SOON_S - 60}` }],
  [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '6s0m' }],
  [{ 'retry-after-ms': 'soon' }],
  [{ ratelimit: 'limit=100, remaining=1, reset=50' }],
  [{ ratelimit: '"default";r=0;t=30' }],
])('knows none in %j', headers => {
  expect(waitMs(headers)).toBeUndefined()
})

it('leaves it to Retry-After, where there is one', () => {
  expect(
    waitMs({ 'retry-after': '7', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' }),
  ).toBeUndefined()
})

it('pauses a host that says 403 and when to come back, in one line of settings', async () => {
  const breakers = createHttpBreakers({
    verdicts: { 403: 'throttled-if-asked' },
    waitMs: providerWaitMs,
    jitter: 0,
    clock: { now: () => 0 },
  })
  const headers = new Headers({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' })
  const transport = {
    send: async () => ({ status: 403, headers }),
    readResponse: (response: { status: number; headers: Headers }) => response,
    readError: () => ({ kind: 'network' as const }),
    fromFallback: () => ({ status: 200, headers }),
    fromRejection: (rejection: unknown) => rejection,
  }
  const url = 'https://api.github.com/repos'
  await breakers.guard(transport, undefined, { client: 'fetch', method: 'GET', url })
  expect(breakers.breakerFor(url)).toMatchObject({ isOpen: true, retryAfterMs: 30_000 })
})

const REMAINING = 'x-ratelimit-remaining-requests'
const RESET = 'x-ratelimit-reset-requests'
/** As a client may hand them over, with the space around them. */
const quotaMs = (remaining: string, reset: string) => {
  const all: Record<string, string> = { [REMAINING]: remaining, [RESET]: reset }
  return providerWaitMs({ header: name => all[name] ?? null }, () => NOW)
}

it.each([
  ['12h34m56.25s', 45_296_250],
  ['12.345ms', 12.345],
  [' 1s ', 1_000],
  ['about 1s', undefined],
])('reads the duration %j', (reset, expected) => {
  expect(quotaMs('0', reset)).toBe(expected)
})

it.each(['0', ' 0 ', '00', '0.00', '-10', '-1.5'])('takes a remaining %j for nothing', remaining => {
  expect(quotaMs(remaining, '1s')).toBe(1_000)
})

it.each(['10', '0x', 'x0', '1 0', '0.5x', ''])('takes no remaining %j for nothing', remaining => {
  expect(quotaMs(remaining, '1s')).toBeUndefined()
})

it('reads a wait of 0 ms as what it says', () => {
  expect(waitMs({ 'retry-after-ms': '0', 'x-ms-retry-after-ms': '5' })).toBe(0)
})

it.each(['remaining=0, xreset=5', 'remaining=0, reset=5x'])('reads no reset in RateLimit: %s', ratelimit => {
  expect(waitMs({ ratelimit })).toBeUndefined()
  expect(waitMs({ ratelimit, [REMAINING]: '0', [RESET]: '1s' })).toBe(1_000)
})
