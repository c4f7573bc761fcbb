import type { HttpRequest } from '@recloser/core/http'
import { status } from '../../outcomes.ts'
import type { Api } from '../api.ts'
import { type Definition, define } from '../definition.ts'
import { same } from '../expect.ts'

/** Which breaker a request passes through. */
export function hosts(): readonly Definition[] {
  return [
    define('keeps a breaker for each host, with the configuration of that host', async scene => {
      await scene.play(status(503))
      await scene.playOn(scene.otherServer, { '/*': [status(503)] })
      const other = new URL(scene.otherServer.origin).host
      const api = scene.connect({ hosts: { [other]: { failureThreshold: 2, openDurationMs: 10_000 } } })
      const url = `${scene.otherServer.origin}/`
      await api.sendTimes(2)
      await api.sendTimes(2, { url })
      api.expectState('closed')
      same((await api.refusal({ url })).retryAfterMs, 10_000, 'the wait of the other host')
      same(namesOf(api), [api.host, other].toSorted(), 'the breakers')
    }),

    define('does not guard a host that is `false`', async scene => {
      await scene.play(status(503))
      const host = new URL(scene.server.origin).host
      const api = scene.connect({ failureThreshold: 1, hosts: { [host]: false } })
      await api.sendTimes(3)
      same([await scene.hits(), namesOf(api)], [3, []], 'the requests that came, and the breakers')
      scene.unsent -= 3
    }),

    define('guards only the hosts that are listed when `*` is `false`', async scene => {
      await scene.play(status(503))
      await scene.playOn(scene.otherServer, { '/*': [status(503)] })
      const host = new URL(scene.server.origin).host
      const api = scene.connect({ failureThreshold: 1, hosts: { '*': false, [host]: {} } })
      await api.sendTimes(3)
      await api.sendTimes(3, { url: `${scene.otherServer.origin}/` })
      same([await scene.hits(), namesOf(api)], [1, [host]], 'the requests that came, and the breakers')
      scene.unsent -= 3
    }),

    define(
      'gives each host below a wildcard a breaker of its own',
      async scene => {
        await scene.play(status(503))
        const { host: one } = new URL(scene.server.origin)
        const { host: other } = new URL(scene.otherServer.origin)
        const domain = one.slice(one.indexOf('.'))
        const api = scene.connect({ hosts: { [`*${domain}`]: { failureThreshold: 2 } } })
        await api.sendTimes(2)
        await api.refusal()
        await api.sendTimes(2, { url: `${scene.otherServer.origin}/` })
        api.expectState('closed', other)
        same(namesOf(api), [one, other].toSorted(), 'the breakers')
      },
      'names',
    ),

    define('asks keyOf, and guards nothing where it answers with nothing', async scene => {
      await scene.play(status(503))
      const asked: HttpRequest[] = []
      const api = scene.connect({
        failureThreshold: 1,
        keyOf: request => {
          asked.push(request)
          return new URL(request.url).searchParams.get('tenant') ?? undefined
        },
      })
      await api.send({ path: '/a?tenant=acme', method: 'PUT' })
      await api.refusal({ path: '/b?tenant=acme' })
      await api.sendTimes(2)
      same(namesOf(api), ['acme'], 'the breakers')
      same(
        asked[0],
        { client: scene.client.kind, method: 'PUT', url: `${scene.server.origin}/a?tenant=acme` },
        'the request that keyOf is asked about',
      )
      scene.unsent -= 2
    }),
  ]
}

const namesOf = (api: Api): string[] => [...api.breakers.manager].map(({ name }) => name).toSorted()
