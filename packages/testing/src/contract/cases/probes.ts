import { hang, ok, slow, status } from '../../outcomes.ts'
import type { Api } from '../api.ts'
import { type Definition, define } from '../definition.ts'
import { same } from '../expect.ts'
import type { Scene } from '../scene.ts'

/** How a circuit closes again. */
export function probes(): readonly Definition[] {
  return [
    define('closes after three probes that succeed', async scene => {
      await scene.play(status(503), ok)
      const api = await opened(scene)
      await api.sendTimes(2)
      api.expectState('half-open')
      await api.sendTimes(1)
      api.expectState('closed')
      await api.sendTimes(5)
      same(await scene.hits(), 9, 'the requests that came')
    }),

    define('opens for longer after a probe that fails', async scene => {
      await scene.play(status(503))
      const api = await opened(scene)
      await api.sendTimes(1)
      same((await api.refusal()).retryAfterMs, 120_000, 'the wait')
      same(await scene.hits(), 2, 'the requests that came')
    }),

    define('refuses at once whoever finds no free slot', async scene => {
      await scene.play(status(503), slow)
      const api = await opened(scene)
      const probing = [api.send(), api.send(), api.send()]
      const refusals = await Promise.all(Array.from({ length: 7 }, () => api.refusal()))
      same(
        refusals.map(({ state, retryAfterMs }) => [state, retryAfterMs]),
        refusals.map(() => ['half-open', undefined]),
        'what seven others are told',
      )
      await scene.arrived(4)
      await scene.server.release()
      await Promise.all(probing)
      api.expectState('closed')
    }),

    define('neither closes nor opens by a probe that its caller aborts, and frees its slot', async scene => {
      await scene.play(status(503), hang)
      const api = await opened(scene, { halfOpenMaxCalls: 1, successThreshold: 1 })
      const caller = new AbortController()
      const probing = api.failure({ signal: caller.signal })
      await scene.arrived(2)
      await api.refusal()
      caller.abort()
      await probing
      api.expectState('half-open')
      await scene.play(ok)
      await api.sendTimes(1)
      api.expectState('closed')
    }),

    define('gives the slot of a probe that hangs to another', async scene => {
      await scene.play(status(503), hang, ok)
      const api = await opened(scene, { halfOpenMaxCalls: 1, successThreshold: 1, probeTimeoutMs: 1_000 })
      const hanging = api.failure()
      await scene.arrived(2)
      scene.clock.advance(999)
      await api.refusal()
      scene.clock.advance(1)
      await api.sendTimes(1)
      api.expectState('closed')
      await scene.server.release()
      await hanging
      api.expectState('closed')
      same(api.breaker().getStatus().metrics.late, 1, 'the late results')
    }),

    ...(['ok', 'status'] as const).map(kind =>
      define(`counts a result that comes late, and no more: ${kind}`, async scene => {
        await scene.play(slow(undefined, kind === 'ok' ? ok : status(503)), status(503))
        const api = scene.connect({ failureThreshold: 1 })
        const late = api.send()
        await scene.arrived(1)
        await api.send()
        const before = api.breaker().getStatus()
        await scene.server.release()
        await late
        const { state, retryAfterMs, currentBackoffMs, metrics } = api.breaker().getStatus()
        same(
          { state, retryAfterMs, currentBackoffMs, late: metrics.late },
          { state: 'open', retryAfterMs: before.retryAfterMs, currentBackoffMs: 60_000, late: 1 },
          'the breaker after a late result',
        )
      }),
    ),
  ]
}

/** A circuit that one answer has opened, at the end of its open period. */
async function opened(scene: Scene, config: Parameters<Scene['connect']>[0] = {}): Promise<Api> {
  const api = scene.connect({ failureThreshold: 1, ...config })
  await api.sendTimes(1)
  api.expectState('open')
  scene.clock.advance(60_000)
  return api
}
