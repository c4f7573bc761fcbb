import { installBreakers } from '@recloser/axios'
import { createHttpBreakers, isCircuitBreakerError, wrapFetch } from '@recloser/fetch'
import { breakerHooks } from '@recloser/ky'
import { status } from '@recloser/testing'
import axios from 'axios'
import ky from 'ky'
import type { World } from './world.ts'

/** One `breakers` object for three clients: one host has one breaker, whoever calls it. */
export async function threeClients({ server, clock, say }: World): Promise<void> {
  const breakers = createHttpBreakers({ clock, jitter: 0, failureThreshold: 3 })

  const byAxios = axios.create({ timeout: 2_000 })
  installBreakers(byAxios, breakers)
  const byKy = ky.create({ timeout: 2_000, retry: 0 }).extend(breakerHooks(breakers))
  const byFetch = wrapFetch(breakers)

  const calls: Record<string, () => Promise<unknown>> = {
    axios: () => byAxios.get(server.url),
    ky: () => byKy(server.url),
    fetch: () => byFetch(server.url, { signal: AbortSignal.timeout(2_000) }),
  }

  server.plan = status(503)
  for (const call of Object.values(calls)) await call().catch(() => undefined)
  const { openBreakers, total } = breakers.manager.getSystemStatus()
  say(`a failure of each: ${openBreakers.length} of ${total} breakers open`)

  for (const [client, call] of Object.entries(calls)) {
    await call().catch((error: unknown) => {
      // One question for the rejections of all three.
      say(`${client}: ${isCircuitBreakerError(error) ? error.code : 'another error'}`)
    })
  }
  say(`requests the server saw: ${server.hits}`)
}
