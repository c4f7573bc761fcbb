import { networkError, torn } from '../../outcomes.ts'
import { type Definition, define } from '../definition.ts'
import { rejection, same } from '../expect.ts'
import type { Scene } from '../scene.ts'

/** What an attempt without a whole answer counts as. */
export function errors(): readonly Definition[] {
  return [
    define('takes a network error for a failure', async scene => {
      await scene.play(networkError)
      await expectFailure(scene)
    }),

    define('takes a host that refuses to connect for a failure', async scene => {
      const api = scene.connect()
      await api.failure({ url: `${scene.refusing}/` })
      api.expectTally({ failures: 1 }, new URL(scene.refusing).host)
      scene.unsent += 1
    }),

    ...(['reset', 'fin', 'garbage'] as const).map(cut =>
      define(
        `takes a connection that ends before an answer for a failure: ${cut}`,
        async scene => {
          await scene.play(networkError({ cut }))
          await expectFailure(scene)
        },
        'cuts',
      ),
    ),

    ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'DEPTH_ZERO_SELF_SIGNED_CERT'].map(code =>
      define(
        `takes ${code} for a failure`,
        async scene => {
          await scene.play(networkError(code))
          await expectFailure(scene)
        },
        'chosen-codes',
      ),
    ),

    ...(['reset', 'fin'] as const).map(cut =>
      define(
        `settles a body that breaks off when the client does: ${cut}`,
        async scene => {
          await scene.play(torn({ cut }))
          const api = scene.connect()
          if (scene.client.settlesAt === 'body') {
            await api.failure()
            api.expectTally({ failures: 1 })
          } else {
            const answer = await api.send()
            same(answer.status, 200, 'the status')
            await rejection(answer.text(), 'the body')
            api.expectTally({ successes: 1 })
          }
        },
        'torn',
      ),
    ),

    define(
      'takes an answer that a page may not read for a failure',
      async scene => {
        const headers = { 'access-control-allow-origin': 'http://elsewhere.example' }
        await scene.play({ kind: 'ok', status: 200, headers, body: 'ok' })
        await expectFailure(scene)
      },
      'cors',
    ),

    define('leaves alone what goes to no host', async scene => {
      const api = scene.connect({ failureThreshold: 1 })
      await api.sendTimes(2, { url: 'http://' })
      await api.sendTimes(2, { url: 'data:text/plain,hello' })
      await api.sendTimes(2, { url: 'nothing-we-know:hello' })
      same(
        [...api.breakers.manager].map(({ name }) => name),
        [],
        'the breakers',
      )
    }),
  ]
}

async function expectFailure(scene: Scene): Promise<void> {
  const api = scene.connect()
  await api.failure()
  api.expectTally({ failures: 1 })
}
