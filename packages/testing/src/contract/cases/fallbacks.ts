import { networkError, status } from '../../outcomes.ts'
import { type Definition, define } from '../definition.ts'
import { claim, same } from '../expect.ts'
import type { Scene } from '../scene.ts'

/** Who answers when a breaker does not let through. */
export function fallbacks(): readonly Definition[] {
  return [
    define('answers a rejected call with the text of the fallback', async scene => {
      const api = await opened(scene, () => new Response('from the cache'))
      const answer = await api.send()
      same([answer.status, await answer.text()], [200, 'from the cache'], 'the answer')
      same(await scene.hits(), 1, 'the requests that came')
    }),

    define('answers a rejected call with JSON of the fallback, and its status', async scene => {
      const api = await opened(scene, async () => Response.json({ id: 7 }, { status: 203 }))
      const answer = await api.send()
      same([answer.status, JSON.parse(await answer.text())], [203, { id: 7 }], 'the answer')
    }),

    define('tells the fallback who refused what', async scene => {
      const told: unknown[] = []
      const api = await opened(scene, ({ breakerName, retryAfterMs }, { client, method, url }) => {
        told.push([breakerName, retryAfterMs], { client, method, url })
        return new Response('ok')
      })
      await api.send({ path: '/a', method: 'PUT' })
      const request = { client: scene.client.kind, method: 'PUT', url: `${scene.server.origin}/a` }
      same(told, [[api.host, 60_000], request], 'what the fallback is told')
    }),

    define('never asks the fallback about a failure', async scene => {
      await scene.play(status(503), networkError)
      let asked = 0
      const api = scene.connect({
        fallback: () => {
          asked += 1
          return new Response('from the cache')
        },
      })
      same((await api.send()).status, 503, 'the status')
      await api.failure()
      same(asked, 0, 'how often it was asked')
    }),

    define('never asks the fallback of a request about a failure', async scene => {
      await scene.play(status(503), networkError, status(404))
      let asked = 0
      const fallback = () => {
        asked += 1
        return new Response('from the cache')
      }
      const api = scene.connect()
      same((await api.send({ breaker: { fallback } })).status, 503, 'the status')
      await api.failure({ breaker: { fallback } })
      same((await api.send({ breaker: { fallback } })).status, 404, 'the status of the next')
      same(asked, 0, 'how often it was asked')
      api.expectTally({ failures: 2, successes: 1 })
    }),

    define('gives the caller what the fallback throws', async scene => {
      const thrown = new Error('the cache is cold')
      const api = await opened(scene, () => {
        throw thrown
      })
      claim((await api.failure()) === thrown, 'the caller should get that very error')
      api.expectTally({ failures: 1 })
    }),

    define('lets the rejection stand where the fallback has no answer', async scene => {
      const api = await opened(scene, () => undefined)
      same((await api.refusal()).breakerName, api.host, 'who refuses')
    }),
  ]
}

type Config = NonNullable<Parameters<Scene['connect']>[0]>

async function opened(
  scene: Scene,
  fallback: NonNullable<Config['fallback']>,
): Promise<ReturnType<Scene['connect']>> {
  await scene.play(status(503))
  const api = scene.connect({ failureThreshold: 1, fallback })
  await api.send()
  return api
}
