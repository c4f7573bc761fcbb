import { createHttpBreakers, routes, wrapFetch } from '@recloser/fetch'
import { byRoute, ok, status } from '@recloser/testing'
import type { World } from './world.ts'

/** Settings by host and by route: one bad route trips alone, and the other host has patience of its own. */
export async function hostsAndRoutes({ server, otherServer, clock, say }: World): Promise<void> {
  const breakers = createHttpBreakers({
    clock,
    jitter: 0,
    failureThreshold: 5, // for every host that says nothing else
    hosts: {
      [hostOf(server.url)]: {
        openDurationMs: 10_000,
        routes: routes({
          'GET /users/:id': {},
          '/checkout': { failureThreshold: 2, openDurationMs: 30_000 },
        }),
      },
      // Here an answer 404 means that the search is broken.
      [hostOf(otherServer.url)]: { failureThreshold: 3, verdicts: { 404: 'failure' } },
    },
  })
  const api = wrapFetch(breakers)
  const call = async (url: string, method = 'GET'): Promise<string> => {
    const init = { method, signal: AbortSignal.timeout(2_000) }
    return api(url, init).then(
      response => String(response.status),
      (error: Error) => error.message,
    )
  }

  server.plan = byRoute({ '/checkout': status(503), '/users/:id': ok })
  for (let attempt = 0; attempt < 3; attempt += 1) say(await call(`${server.url}/checkout`, 'POST'))
  say(`users of the same host: ${await call(`${server.url}/users/7`)}`)

  otherServer.plan = status(404)
  for (let attempt = 0; attempt < 4; attempt += 1) say(await call(`${otherServer.url}/search?q=secret`))

  for (const { name, state } of breakers.manager) say(`${name}: ${state}`)
}

const hostOf = (url: string): string => new URL(url).host
