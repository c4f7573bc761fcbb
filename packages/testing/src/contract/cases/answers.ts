import { ok, status } from '../../outcomes.ts'
import { type Definition, define } from '../definition.ts'
import { claim, same } from '../expect.ts'

/** What an answer counts as, by its status. */
export function answers(): readonly Definition[] {
  return [
    define('hands over the answer, whatever was asked', async scene => {
      await scene.play(ok({ body: 'hello' }))
      const api = scene.connect()
      const answer = await api.send({ method: 'POST', headers: { 'x-test': 'yes' }, body: '{"id":7}' })
      same([answer.status, await answer.text()], [200, 'hello'], 'the answer')
      api.expectTally({ successes: 1 })
    }),

    ...[400, 401, 403, 404, 409, 422].map(code =>
      define(`takes fifty answers ${code} for successes`, async scene => {
        await scene.play(status(code))
        const api = scene.connect()
        await api.sendAll(50)
        api.expectTally({ successes: 50 })
        api.expectState('closed')
      }),
    ),

    define('takes whatever else is an answer for a success: 200, 204, 304, 501, 505', async scene => {
      const codes = [200, 204, 304, 501, 505]
      await scene.play(...codes.map(code => status(code)))
      const api = scene.connect()
      await api.sendTimes(codes.length)
      api.expectTally({ successes: codes.length })
    }),

    define('takes 408, 425, 429, 500, 502, 503, 504 and 599 for failures', async scene => {
      const codes = [408, 425, 429, 500, 502, 503, 504, 599]
      await scene.play(...codes.map(code => status(code)))
      const api = scene.connect({ failureThreshold: 9 })
      await api.sendTimes(codes.length)
      api.expectTally({ failures: codes.length })
    }),

    define('takes an answer that is not the JSON it says for a success', async scene => {
      await scene.play(ok({ body: '{', headers: { 'content-type': 'application/json' } }))
      const api = scene.connect()
      await api.sendTimes(1)
      api.expectTally({ successes: 1 })
    }),

    define('follows a redirect within one attempt of the host that was asked', async scene => {
      await scene.playOn(scene.server, {
        '/from': [status(302, { headers: { location: '/to' } })],
        '/to': [ok({ body: 'there' })],
      })
      const api = scene.connect()
      const answer = await api.send({ path: '/from' })
      same([answer.status, await answer.text()], [200, 'there'], 'the answer')
      api.expectTally({ successes: 1 })
      scene.unsent -= 1
    }),

    define('takes a redirect that never ends for one failure', async scene => {
      await scene.play(status(302, { headers: { location: '/' } }))
      const api = scene.connect()
      await api.failure()
      api.expectTally({ failures: 1 })
      const hits = await scene.hits()
      claim(hits > 1, 'the client should have followed')
      scene.unsent -= hits - 1
    }),
  ]
}
