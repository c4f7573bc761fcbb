import { breakerHooks, createHttpBreakers, isCircuitBreakerError } from '@recloser/ky'
import ky from 'ky'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

/* Ky waits for as long as a 429 says, and so does the breaker: with jitter a little longer. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const callThrottled = async (jitter: number): Promise<unknown> => {
  const breakers = createHttpBreakers({ jitter, random: () => 0.5, clock: { now: () => performance.now() } })
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

it('answers after the wait that a 429 asks for, where the breaker waits no longer', async () => {
  expect(await callThrottled(0)).toBe('ok')
})

it('rejects a retry that comes before the breaker’s own, jittered wait is over', async () => {
  const error = await callThrottled(0.1)
  expect(isCircuitBreakerError(error) && error.retryAfterMs).toBe(350)
})
