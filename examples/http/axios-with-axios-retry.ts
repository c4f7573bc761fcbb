import { createHttpBreakers, installBreakers, isCircuitBreakerError } from '@recloser/axios'
import { ok, script, status } from '@recloser/testing'
import axios from 'axios'
import axiosRetry, { isNetworkOrIdempotentRequestError } from 'axios-retry'
import type { World } from './world.ts'

/** Axios with axios-retry: each attempt counts, and the retries of a call end when the circuit opens. */
export async function axiosWithAxiosRetry({ server, clock, say }: World): Promise<void> {
  const breakers = createHttpBreakers({ clock, jitter: 0, failureThreshold: 5 })
  const api = axios.create({ baseURL: server.url, timeout: 2_000 })
  axiosRetry(api, {
    retries: 10,
    retryDelay: () => 5,
    // A rejection is an AxiosError without a response, which axios-retry would take for a network error.
    retryCondition: error => !isCircuitBreakerError(error) && isNetworkOrIdempotentRequestError(error),
  })
  installBreakers(api, breakers)

  server.plan = script(3, status(503), ok({ body: { name: 'Ada' } }))
  const { data } = await api.get<{ name: string }>('/users/7')
  say(`${data.name}, after ${server.hits} attempts`)

  server.plan = status(503)
  await api.get('/users/7').catch((error: unknown) => {
    if (!isCircuitBreakerError(error)) throw error
    say(`${error.code} after ${server.hits - 4} more, ${(error.retryAfterMs ?? 0) / 1_000} s to wait`)
    // Whoever handles axios errors already, handles this one.
    say(`an axios error: ${axios.isAxiosError(error)}, with a response: ${'response' in error}`)
  })

  const hits = server.hits
  await Promise.allSettled(Array.from({ length: 100 }, () => api.get('/users/7')))
  say(`a hundred calls later the server has seen ${server.hits - hits} of them`)
}
