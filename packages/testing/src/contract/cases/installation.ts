import { hang, status } from '../../outcomes.ts'
import { type Definition, define } from '../definition.ts'
import { rejection, same } from '../expect.ts'

/** Breakers come to a client, and go. */
export function installation(): readonly Definition[] {
  return [
    define(
      'admits a call once when the same breakers are installed twice',
      async scene => {
        await scene.play(status(503))
        const api = scene.connect()
        const undo = api.connection.install(api.breakers)
        await api.sendTimes(4)
        api.expectTally({ failures: 4 })
        api.expectState('closed')
        undo()
        await api.sendTimes(1)
        api.expectState('open')
      },
      'install-twice',
    ),

    define('leads a call through all the breakers that are installed', async scene => {
      await scene.play(status(503))
      const one = scene.connect({ failureThreshold: 2 })
      const other = scene.beside(one, { failureThreshold: 3 })
      await one.sendTimes(2)
      one.expectState('open')
      other.expectTally({ failures: 2 })
      await one.refusal()
      // Whichever is asked first, a rejection by the other says nothing about the server.
      same([await scene.hits(), other.breaker().state], [2, 'closed'], 'the requests, and the other breaker')
      const { failures } = other.breaker().getStatus().metrics
      same(failures, 2, 'the failures of the other')
      scene.unsent += other.breaker().getStatus().metrics.totalRequests
    }),

    define(
      'guards nothing any more once it is undone, and undoes nothing twice',
      async scene => {
        await scene.play(status(503))
        const api = scene.connect({ failureThreshold: 1 })
        const other = scene.beside(api)
        await api.send()
        other.undo()
        other.undo()
        await api.refusal()
        api.undo()
        same((await api.send()).status, 503, 'the status')
        other.expectTally({ failures: 1 })
      },
      'uninstall',
    ),

    define(
      'settles what is in flight when it is undone',
      async scene => {
        await scene.play(hang)
        const api = scene.connect()
        const call = rejection(api.send(), 'the call')
        await scene.arrived(1)
        api.undo()
        same(api.breaker().getStatus().inFlight, 1, 'the calls in flight')
        await scene.server.release()
        await call
        api.expectTally({ failures: 1 })
      },
      'uninstall',
    ),
  ]
}
