import type { HttpExchange } from '@recloser/core/http'
import { hang, networkError, ok, status } from '../../outcomes.ts'
import { type Definition, define } from '../definition.ts'
import { claim, same } from '../expect.ts'

/** How the user judges. */
export function verdicts(): readonly Definition[] {
  return [
    define(
      'judges by status where the configuration says so, the exact code before its class',
      async scene => {
        await scene.play(status(404), status(500), status(503), ok)
        const api = scene.connect({ verdicts: { 404: 'failure', '5xx': 'success', 503: 'ignored' } })
        await api.sendTimes(4)
        api.expectTally({ failures: 1, successes: 2, ignored: 1 })
      },
    ),

    define('asks classify before all else', async scene => {
      await scene.play(ok({ headers: { 'x-cache': 'poisoned' } }), ok, status(503))
      const api = scene.connect({
        classify: exchange => (exchange.header('X-Cache') === 'poisoned' ? 'failure' : undefined),
        verdicts: { 200: 'ignored' },
      })
      await api.sendTimes(3)
      api.expectTally({ failures: 2, ignored: 1 })
    }),

    define('shows classify the request, how it ended, the status and how long it took', async scene => {
      await scene.play(status(404, { headers: { 'x-test': 'yes' } }))
      const seen: HttpExchange[] = []
      const api = scene.connect({
        classify: exchange => {
          seen.push(exchange)
          return undefined
        },
      })
      await api.send({ path: '/a?b=c', method: 'DELETE' })
      const [exchange] = seen
      claim(exchange !== undefined, 'classify should be asked')
      same(
        [exchange.request, exchange.kind, exchange.status, exchange.durationMs],
        [
          { client: scene.client.kind, method: 'DELETE', url: `${scene.server.origin}/a?b=c` },
          'response',
          404,
          0,
        ],
        'the exchange',
      )
      same([exchange.header('X-Test'), exchange.header('x-none')], ['yes', null], 'the headers')
    }),

    define('tells classify a network error, a time-out and an abort apart', async scene => {
      await scene.play(networkError, hang)
      const kinds: string[] = []
      const api = scene.connect({
        classify: ({ kind, status: code }) => {
          kinds.push(`${kind} ${code}`)
          return 'ignored'
        },
      })
      await api.failure()
      const caller = new AbortController()
      const call = api.failure({ signal: caller.signal })
      await scene.arrived(2)
      caller.abort()
      await call
      await api.failure({ signal: AbortSignal.timeout(250) })
      same(kinds, ['network undefined', 'abort undefined', 'timeout undefined'], 'what classify is told')
      api.expectTally({ ignored: 3 })
    }),
  ]
}
