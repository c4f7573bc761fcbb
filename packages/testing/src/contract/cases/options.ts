import { status } from '../../outcomes.ts'
import { type Definition, define } from '../definition.ts'
import { same } from '../expect.ts'

/** What one request may say of its breaker. */
export function options(): readonly Definition[] {
  return [
    define('sends a request with `breaker: false` past every breaker', async scene => {
      await scene.play(status(503))
      const api = scene.connect({ failureThreshold: 1 })
      await api.send()
      await api.refusal()
      same((await api.send({ breaker: false })).status, 503, 'the status')
      api.expectTally({ failures: 1 })
      scene.unsent -= 1
    }),

    define('sends a request with a key through that breaker, and not through its host’s', async scene => {
      await scene.play(status(503))
      const api = scene.connect({ failureThreshold: 1 })
      await api.send({ breaker: { key: 'search' } })
      same((await api.refusal({ breaker: { key: 'search' } })).breakerName, 'search', 'who refuses')
      same(
        [...api.breakers.manager].map(({ name }) => name),
        ['search'],
        'the breakers',
      )
      same((await api.send()).status, 503, 'the status without the key')
    }),

    define('asks the fallback of a request before that of the configuration', async scene => {
      await scene.play(status(503))
      const api = scene.connect({ failureThreshold: 1, fallback: () => new Response('of all') })
      await api.send()
      const answer = await api.send({ breaker: { fallback: () => new Response('of this one') } })
      same(await answer.text(), 'of this one', 'the answer')
      same(await (await api.send({ breaker: {} })).text(), 'of all', 'the answer without')
    }),
  ]
}
