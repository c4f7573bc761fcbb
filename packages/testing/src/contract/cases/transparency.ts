import type { RequestBreaker } from '@recloser/core/http'
import { echo, hang, networkError, ok, status } from '../../outcomes.ts'
import type { ContractAnswer, ContractConnection } from '../client.ts'
import { type Definition, define } from '../definition.ts'
import { rejection, same } from '../expect.ts'
import { watchReading } from '../reading-watch.ts'
import type { Scene } from '../scene.ts'

/** What goes through as if there were no breakers: each case asks a bare client of the same kind for the same. */
export function transparency(): readonly Definition[] {
  return [
    ...(Object.keys(wishes) as Wish[]).map(wish =>
      define(`sends the request that the client alone would send, ${wish}`, async scene => {
        await scene.play(echo)
        const headers = { 'x-test': 'yes', 'content-type': 'text/plain' }
        const asked = { method: 'PUT', headers, body: 'hello' }
        const url = `${scene.server.origin}/a%20b?c=d&c=e`
        const wanted = await (await bareOf(scene).send({ url, ...asked })).text()
        const answer = await scene.connect().send({ url, ...asked, ...wishes[wish] })
        same(await answer.text(), wanted, 'what came to the server')
        scene.unsent -= wish === 'with `breaker: false`' ? 2 : 1
      }),
    ),

    define('gives the caller every status as the client alone does', async scene => {
      // Chromium keeps a 300 and a 410 for ever.
      const headers = { 'cache-control': 'no-store' }
      await scene.play(...STATUSES.map(code => status(code, { headers })))
      const api = scene.connect({
        failureThreshold: false,
        failureRateThreshold: false,
        classify: () => 'success',
      })
      for (const code of STATUSES) same((await api.send()).status, code, 'the status')
    }),

    define('gives the caller the very answer of the client, and not one made of it', async scene => {
      await scene.playOn(scene.server, {
        '/from': [status(302, { headers: { location: '/to' } })],
        '/to': [ok({ body: 'hello', headers: { 'x-test': 'yes' } })],
      })
      const url = `${scene.server.origin}/from`
      const wanted = factsOf(await bareOf(scene).send({ url }))
      same(factsOf(await scene.connect().send({ url })), wanted, 'what the answer says of itself')
      scene.unsent -= 3
    }),

    define('never clones an answer, nor reads it before its caller does', async scene => {
      const url = `${scene.server.origin}/`
      const watch = watchReading()
      try {
        await bareOf(scene).send({ url })
        const wanted = watch.take()
        await scene.connect().send({ url })
        same(watch.take(), wanted, 'how often an answer was cloned or read')
      } finally {
        watch.stop()
      }
      scene.unsent -= 1
    }),

    define('gives the caller the error of the client for a network error', async scene => {
      await scene.play(networkError)
      const wanted = await rejection(
        bareOf(scene).send({ url: `${scene.server.origin}/` }),
        'a request that fails',
      )
      same(errorFacts(await scene.connect().failure()), errorFacts(wanted), 'the error')
      scene.unsent -= 1
    }),

    define('gives the caller the error of the client for an abort', async scene => {
      await scene.play(hang)
      const abort = async (connection: ContractConnection, path: string, hits: number): Promise<unknown> => {
        const caller = new AbortController()
        const call = connection.send({ url: scene.server.origin + path, signal: caller.signal })
        const error = rejection(call, 'a request that is aborted')
        await scene.arrived(hits)
        caller.abort(new Error('changed my mind'))
        return error
      }
      const wanted = errorFacts(await abort(bareOf(scene), '/a', 1))
      same(errorFacts(await abort(scene.connect().connection, '/b', 2)), wanted, 'the error')
      scene.unsent -= 1
    }),

    define('sends calls at the same time, however many', async scene => {
      await scene.play(hang)
      const api = scene.connect({ failureThreshold: false, failureRateThreshold: false })
      const calls = api.sendAll(5)
      await scene.arrived(5)
      await scene.server.release()
      await calls
      api.expectTally({ failures: 5 })
    }),
  ]
}

const wishes = {
  'without an option for its breaker': {},
  'with an empty one': { breaker: {} },
  'with a key': { breaker: { key: 'own' } },
  'with a fallback': { breaker: { fallback: () => new Response('from the cache') } },
  'with `breaker: false`': { breaker: false },
} satisfies Record<string, { breaker?: RequestBreaker }>
type Wish = keyof typeof wishes

/** All that a client hands over: browsers ask again by themselves after 408 and 421, and keep 407 to themselves. */
const STATUSES: readonly number[] = [
  ...Array.from({ length: 18 }, (_, at) => 400 + at),
  ...[418, 422, 423, 424, 425, 426, 428, 429, 431, 451, 499],
  ...Array.from({ length: 12 }, (_, at) => 500 + at),
  ...[200, 201, 202, 203, 204, 206, 207, 300, 304, 520, 529, 598, 599],
].filter(code => code !== 407 && code !== 408)

/** A client of the same kind without breakers, to be asked before there are any: it may be the global fetch. */
const bareOf = (scene: Scene): ContractConnection => scene.client.connect({ retry: undefined })

/** What can be told of an answer of any client, be it a `Response` or not. */
function factsOf({ status: code, raw }: ContractAnswer): unknown {
  const { url, redirected, type, ok: isOk, statusText, headers, bodyUsed } = raw as Partial<Response>
  const kind = Object.prototype.toString.call(raw)
  return [code, kind, url, redirected, type, isOk, statusText, bodyUsed, headers?.get('x-test')]
}

function errorFacts(error: unknown): unknown {
  const { name, message, code } = error as Partial<Error & { code: unknown }>
  // Of a URL that differs from request to request, and a port that no request has twice, nothing.
  return [name, message?.replaceAll(/https?:\S+|:\d+/g, ''), code, Object.prototype.toString.call(error)]
}
