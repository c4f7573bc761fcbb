import { breakerHooks, createHttpBreakers, isCircuitBreakerError } from '@recloser/ky'
import { ok, script, status } from '@recloser/testing'
import ky from 'ky'
import type { World } from './world.ts'

/** Ky with its own retries: each attempt counts, and a rejection ends them, without a rule of yours. */
export async function kyWithRetries({ server, clock, say }: World): Promise<void> {
  const breakers = createHttpBreakers({ clock, jitter: 0, failureThreshold: 5 })
  const api = ky
    .create({ prefix: server.url, timeout: 2_000, retry: { limit: 10, delay: () => 5 } })
    .extend(breakerHooks(breakers))

  server.plan = script(3, status(503), ok({ body: { name: 'Ada' } }))
  const user = await api.get('users/7').json<{ name: string }>()
  say(`${user.name}, after ${server.hits} attempts`)

  server.plan = status(503)
  try {
    await api.get('users/7').json()
  } catch (error) {
    if (!isCircuitBreakerError(error)) throw error
    say(`${error.code} after ${server.hits - 4} more, ${(error.retryAfterMs ?? 0) / 1_000} s to wait`)
  }

  // One request that must be tried whatever the breaker says.
  server.plan = ok
  say(`unguarded: ${await api.get('health', { context: { breaker: false } }).text()}`)
}
