import { ok, status } from '../../outcomes.ts'
import { type Definition, it } from '../definition.ts'
import { same } from '../expect.ts'

/** What comes of an answer, by its status. */
export function answers(): readonly Definition[] {
  return [
    it('hands over the answer of the server', async scene => {
      await scene.play(ok({ body: 'hello' }))
      const api = scene.connect()
      const answer = await api.send({ method: 'POST', headers: { 'x-test': 'yes' }, body: '{"id":7}' })
      same([answer.status, await answer.text()], [200, 'hello'], 'the answer')
      api.expectTally({ successes: 1 })
    }),
    ...[400, 401, 403, 404, 409, 422].map(code =>
      it(`takes fifty answers ${code} for successes`, async scene => {
        await scene.play(status(code))
        const api = scene.connect()
        await api.sendTimes(50)
        api.expectTally({ successes: 50 })
        api.expectState('closed')
      }),
    ),
  ]
}
