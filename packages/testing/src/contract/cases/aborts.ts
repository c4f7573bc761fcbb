import { hang, status } from '../../outcomes.ts'
import { type Definition, define } from '../definition.ts'
import { same } from '../expect.ts'
import type { Scene } from '../scene.ts'

/** How long the time-outs take that must fire: long enough for a request to arrive. */
const TIME_OUT_MS = 250

/** Who gave up: the caller, which says nothing of the server, or a time-out, which does. */
export function aborts(): readonly Definition[] {
  return [
    define(
      'takes a time-out of the client for a failure',
      async scene => {
        await scene.play(hang)
        const api = scene.connect()
        await api.failure({ timeoutMs: TIME_OUT_MS })
        api.expectTally({ failures: 1 })
      },
      'own-timeout',
    ),

    define('takes AbortSignal.timeout for a failure', async scene => {
      await scene.play(hang)
      const api = scene.connect()
      await api.failure({ signal: AbortSignal.timeout(TIME_OUT_MS) })
      api.expectTally({ failures: 1 })
    }),

    define('tells the two apart in a signal made of both', async scene => {
      await scene.play(hang)
      const api = scene.connect()
      const caller = new AbortController()
      const timeout = AbortSignal.timeout(TIME_OUT_MS)
      await api.failure({ signal: AbortSignal.any([timeout, caller.signal]) })
      api.expectTally({ failures: 1 })
    }),

    define('ignores an attempt that the caller aborts', scene => expectIgnored(scene)),
    define('ignores one aborted with an error that looks like the network’s', scene =>
      expectIgnored(scene, new TypeError('fetch failed')),
    ),
    define(
      'ignores one aborted with a reason that is no error',
      scene => expectIgnored(scene, 'changed my mind'),
      'any-reason',
    ),

    ...(
      [
        ['by the caller', () => AbortSignal.abort()],
        ['by a time-out', () => AbortSignal.abort(new DOMException('took too long', 'TimeoutError'))],
      ] as const
    ).map(([by, signal]) =>
      define(`admits nothing, and sends nothing, for a signal that was over before: ${by}`, async scene => {
        const api = scene.connect({ failureThreshold: 1, halfOpenMaxCalls: 1, successThreshold: 1 })
        await api.failure({ signal: signal() })
        same([...api.breakers.manager].length, 0, 'the breakers that were asked')
        same(await scene.hits(), 0, 'the requests that came')
        // Neither as a probe: a failure would open the circuit for longer, a slot that is lost would keep it open.
        await api.send()
        api.breaker().forceOpen({ forMs: 1 })
        scene.clock.advance(1)
        await api.failure({ signal: signal() })
        api.expectState('half-open')
        await api.sendTimes(1)
        api.expectState('closed')
      }),
    ),

    define(
      'sends nothing, and counts nothing, for a signal aborted while the circuit is open',
      async scene => {
        await scene.play(status(503))
        const api = scene.connect({ failureThreshold: 1 })
        await api.send()
        await api.failure({ signal: AbortSignal.abort() })
        api.expectState('open')
        api.expectTally({ failures: 1 })
      },
    ),

    define('lets several callers give up without opening', async scene => {
      await scene.play(hang)
      const api = scene.connect({ failureThreshold: 1 })
      const caller = new AbortController()
      const calls = api.sendAll(6, { signal: caller.signal })
      await scene.arrived(6)
      caller.abort()
      await calls
      api.expectTally({ ignored: 6 })
      api.expectState('closed')
    }),
  ]
}

async function expectIgnored(scene: Scene, reason?: unknown): Promise<void> {
  await scene.play(hang)
  const api = scene.connect({ failureThreshold: 1 })
  const caller = new AbortController()
  const call = api.failure({ signal: caller.signal })
  await scene.arrived(1)
  caller.abort(reason)
  await call
  api.expectTally({ ignored: 1 })
  api.expectState('closed')
}
