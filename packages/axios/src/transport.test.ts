import { createHttpBreakers, installBreakers, isCircuitBreakerError } from '@recloser/axios'
import { CircuitBreakerError } from '@recloser/core'
import { manualClock } from '@recloser/testing'
import axios, { AxiosError, type AxiosRequestConfig } from 'axios'
import { describe, expect, it } from 'vitest'
import { answering, tally } from '../test/harness.ts'

const url = 'https://api.example.com/users?token=SECRET'

const rejected = async (options: AxiosRequestConfig = {}): Promise<AxiosError> => {
  const api = axios.create({ adapter: answering() })
  const breakers = createHttpBreakers({ clock: manualClock(), jitter: 0 })
  breakers.breakerFor(url)?.pause(7_000, 'paused')
  installBreakers(api, breakers)
  return api.get(url, options).then(
    () => expect.unreachable(),
    (error: AxiosError) => error,
  )
}

describe('the error of a rejected request', () => {
  it('is an error of axios that has no response', async () => {
    const error = await rejected()
    expect(error).toBeInstanceOf(AxiosError)
    expect(axios.isAxiosError(error)).toBe(true)
    expect(axios.isCancel(error)).toBe(false)
    expect(error.config?.url).toBe(url)
    expect([error.response, error.request, error.status]).toEqual([undefined, undefined, undefined])
    expect('response' in error || 'request' in error).toBe(false)
  })

  it('bears all that the rejection of the breaker says', async () => {
    const error = await rejected()
    expect(isCircuitBreakerError(error)).toBe(true)
    expect(error).toMatchObject({
      name: 'CircuitBreakerError',
      message: 'Circuit breaker "api.example.com" is open (paused), retry in 7 s',
      code: 'ERR_CIRCUIT_OPEN',
      breakerName: 'api.example.com',
      state: 'open',
      reason: 'paused',
      retryAfterMs: 7_000,
    })
  })

  it('has the rejection of the breaker as its cause, which is not enumerable', async () => {
    const error = await rejected()
    expect(error.cause).toBeInstanceOf(CircuitBreakerError)
    expect(Object.keys(error)).not.toContain('cause')
  })

  it('can be written as JSON, and what the breaker adds to it holds no secret', async () => {
    const { config: _, ...ours } = JSON.parse(JSON.stringify(await rejected())) as Record<string, unknown>
    expect(ours).toMatchObject({ name: 'CircuitBreakerError', code: 'ERR_CIRCUIT_OPEN' })
    expect(JSON.stringify(ours)).not.toContain('SECRET')
  })

  it('says in its stack who called', async () => {
    expect((await rejected()).stack).toContain('transport.test.ts')
  })
})

it('hears of a wait in the headers of an error', async () => {
  const breakers = createHttpBreakers({ clock: manualClock(), jitter: 0 })
  const api = axios.create({
    adapter: async config => {
      const response = { status: 429, statusText: '', data: '', headers: { 'Retry-After': '7' }, config }
      throw new AxiosError('no', 'ERR_BAD_REQUEST', config, {}, response)
    },
  })
  installBreakers(api, breakers)
  await expect(api.get(url)).rejects.toMatchObject({ status: 429 })
  expect(tally(breakers)).toBe('1 throttled')
  expect(breakers.breakerFor(url)?.retryAfterMs).toBe(7_000)
})
