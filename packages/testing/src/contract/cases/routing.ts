import { routes } from '@recloser/core/http'
import { networkError, ok, slow, status } from '../../outcomes.ts'
import { type Definition, define } from '../definition.ts'
import { same } from '../expect.ts'
import type { Scene } from '../scene.ts'

/** Which of host and route is at fault. */
export function routing(): readonly Definition[] {
  return [
    define('opens a bad route alone', async scene => {
      await scene.playOn(scene.server, { 'GET /users/*': [status(503)], '/*': [ok] })
      const { api, users } = connect(scene)
      await api.sendTimes(3, { path: '/users/7' })
      same((await api.refusal({ path: '/users/8' })).breakerName, users, 'who refuses')
      for (const asked of [{ path: '/orders' }, { path: '/' }, { path: '/users/7', method: 'POST' }]) {
        await api.send(asked)
      }
      api.expectState('closed')
      api.expectTally({ failures: 3 }, users)
      // The host answered, and one attempt that the route refused is none of its.
      api.expectTally({ successes: 6, ignored: 1 })
      scene.unsent += 1
    }),

    define('lets a slow route open alone', async scene => {
      await scene.playOn(scene.server, { '/users/*': [slow], '/*': [ok] })
      const { api, users } = connect(scene, { slowCallMs: 800, minRequestsForRate: 1 })
      const call = api.send({ path: '/users/7' })
      await scene.arrived(1)
      scene.clock.advance(800)
      await scene.server.release()
      await call
      api.expectState('open', users)
      api.expectState('closed')
    }),

    define('refuses all routes of a host that is open', async scene => {
      await scene.play(status(503))
      const { api, users } = connect(scene)
      await api.sendTimes(5, { path: '/elsewhere' })
      for (const path of ['/users/7', '/orders', '/']) {
        same((await api.refusal({ path })).breakerName, api.host, `who refuses ${path}`)
      }
      same([...api.breakers.manager].map(({ name }) => name).includes(users), true, 'the route has a breaker')
      api.expectState('closed', users)
    }),

    define(
      'opens a host that refuses to connect once, for all its routes',
      async scene => {
        const host = new URL(scene.refusing).host
        const api = scene.connect({
          hosts: { [host]: { routes: routes({ '/users/:id': {}, '/orders': {} }) } },
        })
        let trips = 0
        api.breakers.manager.on('transition', () => {
          trips += 1
        })
        for (let sent = 0; sent < 5; sent++) {
          await api.failure({ url: `${scene.refusing}${sent % 2 === 0 ? '/users/7' : '/orders'}` })
        }
        for (const path of ['/users/7', '/orders', '/']) {
          same((await api.refusal({ url: scene.refusing + path })).breakerName, host, `who refuses ${path}`)
        }
        same(trips, 1, 'the trips')
        api.expectTally({ ignored: 3 }, `${host}/users/:id`)
        api.expectTally({ ignored: 2 }, `${host}/orders`)
        scene.unsent += 5
      },
      'codes',
    ),

    define(
      'holds a network error without a code against the route',
      async scene => {
        await scene.play(networkError)
        const { api, users } = connect(scene)
        await api.sendTimes(3, { path: '/users/7' })
        api.expectState('open', users)
        api.expectState('closed')
        api.expectTally({ ignored: 3 })
      },
      'no-codes',
    ),
  ]
}

type Config = NonNullable<Parameters<Scene['connect']>[0]>

/** A client for a host with two routes, and the name of one of them. */
function connect(scene: Scene, config: Config = {}): { api: ReturnType<Scene['connect']>; users: string } {
  const { host } = new URL(scene.server.origin)
  const declared = routes({ 'GET /users/:id': { failureThreshold: 3, ...config }, '/orders': {} })
  return { api: scene.connect({ hosts: { [host]: { routes: declared } } }), users: `GET ${host}/users/:id` }
}
