import { ok, status } from '../../outcomes.ts'
import type { ContractClient } from '../client.ts'
import { type Definition, define } from '../definition.ts'
import { same } from '../expect.ts'

/** Every attempt of a retry plugin is a call of its own, in whatever order the two were installed. */
export function retries({ retryOrders }: ContractClient): readonly Definition[] {
  // Without a plugin the cases are listed all the same, with the reason why they are not here.
  const orders = retryOrders.length > 0 ? retryOrders : ['in any order']
  return orders.flatMap(order => retriesIn(order))
}

function retriesIn(order: string): readonly Definition[] {
  return [
    define(
      `counts four attempts, three failures and a success, for three answers 503 and a 200: ${order}`,
      async scene => {
        await scene.play(3, status(503), ok)
        const api = scene.connect({}, { order, times: 3 })
        same((await api.send()).status, 200, 'the status')
        api.expectTally({ failures: 3, successes: 1 })
        same(await scene.hits(), 4, 'the requests that came')
      },
      'retry',
    ),

    define(
      `sends no further attempt once the circuit is open: ${order}`,
      async scene => {
        await scene.play(status(503))
        const api = scene.connect({ failureThreshold: 2 }, { order, times: 6 })
        await api.refusal()
        same(await scene.hits(), 2, 'the requests that came')
        await api.refusal()
        same(await scene.hits(), 2, 'the requests that came for another call')
      },
      'retry',
    ),

    define(
      `does not retry a rejection: ${order}`,
      async scene => {
        await scene.play(status(503))
        const api = scene.connect({ failureThreshold: 2 }, { order, times: 6 })
        await api.refusal()
        same(api.breaker().getStatus().metrics.rejected, 1, 'the rejected attempts')
        await api.refusal()
        same(api.breaker().getStatus().metrics.rejected, 2, 'the rejected attempts of two calls')
      },
      'retry',
      'no-retried-rejections',
    ),
  ]
}
