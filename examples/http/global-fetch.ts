import { createHttpBreakers, installFetch, isCircuitBreakerError } from '@recloser/fetch'
import { status } from '@recloser/testing'
import type { World } from './world.ts'

/** The global fetch: code that you did not write, a library's, is guarded too, until you say otherwise. */
export async function globalFetch({ server, clock, say }: World): Promise<void> {
  const breakers = createHttpBreakers({ clock, jitter: 0, failureThreshold: 3 })
  breakers.manager.on('transition', ({ to, reason }) => say(`now ${to} (${reason})`))
  const uninstall = installFetch(breakers)

  say(`a library says: ${await libraryCall(server.url)}`)
  server.plan = status(503)
  for (let call = 0; call < 3; call += 1) say(`a library says: ${await libraryCall(server.url)}`)

  const hits = server.hits
  try {
    await libraryCall(server.url)
  } catch (error) {
    if (!isCircuitBreakerError(error)) throw error
    say(`rejected: ${error.reason}; requests sent: ${server.hits - hits}`)
  }

  uninstall()
  say(`without breakers it says: ${await libraryCall(server.url)}`)
}

/** It knows nothing of breakers. It does have a time-out: what hangs for ever tells nobody. */
const libraryCall = async (url: string): Promise<number> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
  await response.text()
  return response.status
}
