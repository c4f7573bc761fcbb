import { createHttpBreakers, wrapFetch } from '@recloser/fetch'
import { ok, status } from '@recloser/testing'
import type { World } from './world.ts'

/** A fallback from the last good answer, marked as old, for as long as the circuit rejects. */
export async function lastGoodAnswer({ server, clock, wait, say }: World): Promise<void> {
  const lastGood = new Map<string, { body: string; at: number }>()
  const breakers = createHttpBreakers({
    clock,
    jitter: 0,
    failureThreshold: 2,
    openDurationMs: 200,
    successThreshold: 1,
    fallback(_rejection, { method, url }) {
      const last = method === 'GET' ? lastGood.get(url) : undefined
      // Nothing to answer with: the rejection stands.
      if (last === undefined) return undefined
      // A new response each time: a body is read once.
      const age = Math.floor((clock.now() - last.at) / 1_000)
      return new Response(last.body, { headers: { age: String(age), warning: '110 - "Response is stale"' } })
    },
  })
  const api = wrapFetch(breakers)

  const prices = async (): Promise<string> => {
    const url = `${server.url}/prices`
    const response = await api(url, { signal: AbortSignal.timeout(2_000) })
    const body = await response.text()
    const isStale = response.headers.has('warning')
    if (response.ok && !isStale) lastGood.set(url, { body, at: clock.now() })
    return `${response.status} ${body}${isStale ? ' (stale)' : ''}`.trim()
  }

  server.plan = ok({ body: '4.20' })
  say(await prices())

  server.plan = status(503)
  // Failures are failures: the fallback answers rejections only.
  say(await prices())
  say(await prices())
  say(await prices())

  server.plan = ok({ body: '4.30' })
  await wait(250)
  say(await prices())
}
