import { expect, it } from 'vitest'
import { hang, networkError, ok } from './outcomes.ts'
import { Player } from './player.ts'

const never = new AbortController().signal

it('counts before it first waits, in the order it was asked', async () => {
  const player = new Player(({ index }) => (index === 0 ? hang : ok))
  const answers = ['/a', '/b'].map(path =>
    player.play({ method: 'GET', url: `http://h.example${path}` }, never),
  )
  expect(player.log.map(({ index, path, ending }) => [index, path, ending])).toEqual([
    [0, '/a', 'pending'],
    [1, '/b', 'played'],
  ])
  player.release()
  expect(await Promise.all(answers)).toEqual([networkError, ok])
})

it('knows methods in upper case, as clients may send them in lower', async () => {
  const player = new Player(({ method }) => (method === 'PATCH' ? ok : hang))
  expect(await player.play({ method: 'patch', url: 'http://h.example/' }, never)).toBe(ok)
})

it('gives no answer to a caller who left before', async () => {
  const player = new Player(hang)
  expect(await player.play({ method: 'GET', url: 'http://h.example/' }, AbortSignal.abort())).toBeUndefined()
  expect(player.pending).toBe(0)
})
