import { ok, status } from '@recloser/testing'
import ky, { type Hooks } from 'ky'
import { expect, it } from 'vitest'
import { errorOf, guarded, watched } from '../harness.ts'
import { useServer } from '../use-server.ts'

/*
 * A breaker made of pairs of hooks, one that takes a permit before the request and one that gives it back after,
 * loses it wherever ky runs the first of them and not the second. Each case here did so.
 */
const server = useServer()
const lost = new Error('from a hook')
const fail = () => {
  throw lost
}

const cases: [string, Hooks, string[]][] = [
  ['a beforeRequest hook throws', { beforeRequest: [fail] }, []],
  ['a beforeRequest hook answers by itself', { beforeRequest: [() => new Response('mine')] }, []],
  [
    'a beforeRequest hook answers with a failure of its own',
    { beforeRequest: [() => new Response('', { status: 500 })] },
    [],
  ],
  ['a beforeRetry hook throws', { beforeRetry: [fail] }, ['failure']],
  ['a beforeRetry hook stops', { beforeRetry: [() => ky.stop] }, ['failure']],
  ['a beforeRetry hook answers by itself', { beforeRetry: [() => new Response('mine')] }, ['failure']],
  ['an afterResponse hook throws', { afterResponse: [fail] }, ['failure']],
  ['an afterResponse hook answers otherwise', { afterResponse: [() => new Response('mine')] }, ['failure']],
  ['a beforeError hook throws', { beforeError: [fail] }, ['failure', 'failure']],
]

it.each(cases)('books what was sent, and no more, when %s', async (_, hooks, outcomes) => {
  const watch = watched()
  server().plan = status(503)
  await Promise.allSettled([guarded(watch, 1).extend({ hooks })(server().url)])
  expect(watch.outcomes).toEqual(outcomes)
  expect(server().hits).toBe(outcomes.length)
  expect(watch.inFlight).toBe(0)
})

it('books an answer that is not read, or cannot be', async () => {
  const watch = watched()
  server().plan = ok
  await guarded(watch)(server().url)
  await errorOf(() => guarded(watch)(server().url).json())
  expect(watch.outcomes).toEqual(['success', 'success'])
})
