import ky, { type Options } from 'ky'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { breakerHooks, createHttpBreakers } from './index.ts'

/* On a clock of the test's, since what ky's own time-out looks like from here is a matter of milliseconds. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const url = 'https://api.example.com/'

/** Answers like a server that takes so long for its answer, for ever if it has none left; obeys the signal as a platform does. */
const answering = (...answers: readonly (readonly [delayMs: number, status: number])[]): typeof fetch => {
  const left = [...answers]
  return input => {
    const { signal } = input as Request
    const [delayMs, status] = left.shift() ?? []
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
      if (delayMs !== undefined)
        setTimeout(() => resolve(new Response('', { status: status ?? 200 })), delayMs)
    })
  }
}

/** Makes one call and abandons it, if at all, after so many milliseconds. @returns what was booked, and when */
const outcomesOf = async (
  options: Options,
  abandon?: { afterMs: number; through: 'options' | 'Request' },
) => {
  const breakers = createHttpBreakers()
  const outcomes: string[] = []
  breakers.manager.on('settled', ({ outcome }) =>
    outcomes.push(`${outcome} ${performance.now() - startedAt}`),
  )
  const startedAt = performance.now()
  const { signal } = new AbortController()
  const controller = new AbortController()
  const inRequest = abandon?.through === 'Request' ? controller.signal : signal
  const inOptions = abandon?.through === 'options' ? { signal: controller.signal } : {}
  if (abandon) setTimeout(() => controller.abort(), abandon.afterMs)

  const api = ky.create({ retry: { limit: 2, delay: () => 1 } }).extend(breakerHooks(breakers))
  const call = api(new Request(url, { signal: inRequest }), { fetch: answering(), ...inOptions, ...options })
  await Promise.all([call.catch(() => undefined), vi.advanceTimersByTimeAsync(20_000)])
  return outcomes
}

it.each<[string, Options, string[]]>([
  ['by default', {}, ['failure 10000']],
  ['of an attempt', { timeout: 1_000 }, ['failure 1000']],
  ['of the call, where no attempt has one', { timeout: false, totalTimeout: 1_000 }, ['failure 1000']],
  ['of the call, before that of the attempt', { timeout: 5_000, totalTimeout: 1_000 }, ['failure 1000']],
  ['of the attempt, before that of the call', { timeout: 1_000, totalTimeout: 5_000 }, ['failure 1000']],
  [
    'of the call in its second attempt',
    { timeout: 1_000, totalTimeout: 1_500, fetch: answering([900, 503]) },
    ['failure 900', 'failure 1500'],
  ],
  [
    'of the second attempt, before that of the call',
    { timeout: 1_000, totalTimeout: 5_000, fetch: answering([900, 503]) },
    ['failure 900', 'failure 1901'],
  ],
  [
    'of each attempt that may be made again',
    { timeout: 1_000, retry: { retryOnTimeout: true, limit: 1 } },
    ['failure 1000', 'failure 2001'],
  ],
])('a time-out of ky’s own is a failure: %s', async (_, options, outcomes) => {
  expect(await outcomesOf(options)).toEqual(outcomes)
})

it.each<[string, Options, number]>([
  ['long before the time-out', { timeout: 1_000 }, 500],
  ['where there is no time-out', { timeout: false }, 15_000],
  ['long before the time-out of the call', { timeout: false, totalTimeout: 1_000 }, 500],
])('the caller’s abort through the signal of a Request is ignored: %s', async (_, options, afterMs) => {
  expect(await outcomesOf(options, { afterMs, through: 'Request' })).toEqual([`ignored ${afterMs}`])
})

it('takes an abort through the signal of a Request for the time-out, where they come together', async () => {
  const abandon = { afterMs: 985, through: 'Request' } as const
  expect(await outcomesOf({ timeout: 1_000 }, abandon)).toEqual(['failure 985'])
})

it('ignores an abort through the signal of the options however late it comes', async () => {
  const abandon = { afterMs: 999, through: 'options' } as const
  expect(await outcomesOf({ timeout: 1_000 }, abandon)).toEqual(['ignored 999'])
})

it('books a second attempt by its own time, not by that of the call', async () => {
  const options = { timeout: 1_000, fetch: answering([900, 503]) }
  expect(await outcomesOf(options, { afterMs: 1_200, through: 'Request' })).toEqual([
    'failure 900',
    'ignored 1200',
  ])
})

/** Makes one call with a time-out of a second. @returns how its attempt ended */
const kindOf = async (fetch: () => Promise<Response>): Promise<string | undefined> => {
  let seen: string | undefined
  const breakers = createHttpBreakers({
    classify: ({ kind }) => {
      seen = kind
      return undefined
    },
  })
  const api = ky.create({ retry: 0, timeout: 1_000 }).extend(breakerHooks(breakers))
  await Promise.all([api(url, { fetch }).catch(() => undefined), vi.advanceTimersByTimeAsync(1_000)])
  return seen
}

it('takes Response.error() for a network error', async () => {
  expect(await kindOf(async () => Response.error())).toBe('network')
})

it('takes no network error for a time-out, be it as late', async () => {
  const failing = () =>
    new Promise<Response>((_, reject) => setTimeout(() => reject(new TypeError('fetch failed')), 995))
  expect(await kindOf(failing)).toBe('network')
})
