import { isCircuitBreakerError } from '@recloser/core'
import { status } from '../../outcomes.ts'
import { type Definition, define } from '../definition.ts'
import { claim, same } from '../expect.ts'

/** What a caller learns who is refused, and what nobody learns. */
export function rejections(): readonly Definition[] {
  return [
    define('says who refused, why, and when to try again', async scene => {
      await scene.play(status(503))
      const api = scene.connect({ failureThreshold: 1, openDurationMs: 30_000 })
      await api.send()
      scene.clock.advance(12_000)
      const { code, breakerName, state, reason, retryAfterMs, message } = await api.refusal()
      same(
        { code, breakerName, state, reason, retryAfterMs },
        {
          code: 'ERR_CIRCUIT_OPEN',
          breakerName: api.host,
          state: 'open',
          reason: 'failure-threshold',
          retryAfterMs: 18_000,
        },
        'the rejection',
      )
      claim(message.includes(api.host) && message.includes('18 s'), `the message should say so: ${message}`)
    }),

    define('makes an error of its own for every caller', async scene => {
      const api = scene.connect()
      await api.send()
      api.breaker().forceOpen()
      const [one, other] = await Promise.all([api.refusal(), api.refusal()])
      claim(one !== other, 'two callers should not get the same error')
      same([one.reason, one.retryAfterMs], ['forced', undefined], 'the rejection')
    }),

    define('keeps the secrets of a URL to itself', async scene => {
      await scene.play(status(503))
      const told: unknown[] = []
      const api = scene.connect({ failureThreshold: 1 })
      const { manager } = api.breakers
      for (const event of ['transition', 'rejected', 'settled'] as const)
        manager.on(event, it => void told.push(it))
      const secrets = '?token=SECRET#fragment'
      const headers = { authorization: 'Bearer SECRET' }
      await api.send({ path: `/a${secrets}`, headers })
      const url = `${scene.server.origin.replace('://', '://user:SECRET@')}/a${secrets}`
      const errors = [await api.refusal({ path: `/a${secrets}`, headers }), await api.failure({ url })]
      // Some clients refuse such a URL themselves, and what they say of it is theirs.
      for (const { message, name, code, breakerName, state, reason } of errors.filter(
        isCircuitBreakerError,
      )) {
        told.push({ message, name, code, breakerName, state, reason })
      }
      const all = JSON.stringify([told, manager.getSystemStatus()])
      for (const secret of ['SECRET', 'token', 'user', 'fragment', '?', 'Bearer']) {
        claim(!all.includes(secret), `nothing that we say should hold ${secret}: ${all}`)
      }
    }),
  ]
}
