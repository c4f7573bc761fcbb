import { ok, slow, status } from '../../outcomes.ts'
import { type Definition, define } from '../definition.ts'
import { same } from '../expect.ts'

/** What opens a circuit, and what an open one lets through. */
export function trips(): readonly Definition[] {
  return [
    define('opens after five answers 503, and not after four', async scene => {
      await scene.play(status(503))
      const api = scene.connect()
      await api.sendTimes(4)
      api.expectState('closed')
      await api.sendTimes(1)
      api.expectState('open')
    }),

    define('gives the call that trips its own answer', async scene => {
      await scene.play(status(503, { body: 'overloaded' }))
      const api = scene.connect({ failureThreshold: 1 })
      const answer = await api.send()
      same([answer.status, await answer.text()], [503, 'overloaded'], 'the answer')
      api.expectState('open')
    }),

    define('starts the run of failures anew after a success', async scene => {
      await scene.play(4, status(503), ok, 4, status(503), ok)
      const api = scene.connect()
      await api.sendTimes(10)
      api.expectState('closed')
    }),

    define('opens when half of the calls fail', async scene => {
      await scene.play(ok, status(503), ok, status(503))
      const api = scene.connect({ minRequestsForRate: 4 })
      await api.sendTimes(4)
      api.expectState('open')
      same(api.breaker().getStatus().reason, 'failure-rate', 'the reason')
    }),

    define('opens when answers are slow, on the breaker’s clock', async scene => {
      await scene.play(slow)
      const api = scene.connect({ slowCallMs: 800, minRequestsForRate: 1 })
      const call = api.send()
      await scene.arrived(1)
      scene.clock.advance(800)
      await scene.server.release()
      same((await call).status, 200, 'the status')
      same(api.breaker().getStatus().reason, 'slow-call-rate', 'the reason')
    }),

    define('lets no request through while open', async scene => {
      await scene.play(5, status(503), ok)
      const api = scene.connect()
      await api.sendTimes(5)
      await Promise.all(Array.from({ length: 20 }, () => api.refusal()))
      scene.clock.advance(59_999)
      await api.refusal()
      same(await scene.hits(), 5, 'the requests that came')
      same(api.breaker().getStatus().metrics.rejected, 21, 'the rejected calls')
    }),

    define('goes on with the other hosts', async scene => {
      await scene.play(status(503))
      const api = scene.connect()
      await api.sendTimes(5)
      await api.refusal()
      const answer = await api.send({ url: `${scene.otherServer.origin}/` })
      same(answer.status, 200, 'the status of the other host')
      api.expectState('closed', new URL(scene.otherServer.origin).host)
    }),
  ]
}
