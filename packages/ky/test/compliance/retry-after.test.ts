import {
  breakerHooks,
  createHttpBreakers,
  type HttpBreakersConfig,
  isCircuitBreakerError,
} from '@recloser/ky'
import ky from 'ky'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

/* Ky waits for as long as a 429 says, and so does the breaker, whatever the jitter of its own periods. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const callThrottled = async (config: HttpBreakersConfig): Promise<unknown> => {
  const breakers = createHttpBreakers({
    ...config,
    random: () => 0.5,
    clock: { now: () => performance.now() },
  })
  const answers = [new Response('', { status: 429, headers: { 'retry-after': '7' } }), new Response('ok')]
  const fetch = async () => answers.shift() ?? Response.error()
  const api = ky.extend(breakerHooks(breakers))
  const call = api('https://api.example.com/', { fetch }).text()
  const [result] = await Promise.all([
    call.catch((error: unknown) => error),
    vi.advanceTimersByTimeAsync(7_000),
  ])
  return result
}

it('answers after the wait that a 429 asks for: the breaker waits no longer, by default too', async () => {
  expect(await callThrottled({})).toBe('ok')
  expect(await callThrottled({ jitter: 1 })).toBe('ok')
})

it('rejects a retry that comes before the wait is over, where the breaker is told to spread waits', async () => {
  const error = await callThrottled({ waitJitter: 0.1 })
  expect(isCircuitBreakerError(error) && error.retryAfterMs).toBe(350)
})
