import { expect, it } from 'vitest'
import {
  assertBreakers,
  createHttpBreakers,
  type HttpBreakers,
  type HttpTransport,
  type RequestBreaker,
} from './index.ts'

type Send = () => Promise<Response>

/** A client that sends as it is told to. */
const transport: HttpTransport<Send, Response> = {
  send: send => send(),
  readResponse: response => response,
  readError: () => ({ kind: 'network' }),
  fromFallback: response => response,
  fromRejection: rejection => rejection,
}

const url = 'https://api.example.com/users'
const answer: Send = async () => new Response('ok')

const through =
  (
    breakers: HttpBreakers,
    send: Send,
    { method = 'GET', to = url, options = undefined as RequestBreaker | undefined } = {},
  ): Send =>
  () =>
    breakers.guard(transport, send, { client: 'fetch', method, url: to }, options)

/** Breakers of which two guards are installed, as adapters do it. */
const stacked = (config = {}): HttpBreakers => {
  const breakers = createHttpBreakers(config)
  for (let guard = 0; guard < 2; guard += 1) assertBreakers(breakers)
  return breakers
}

const settledBy = (breakers: HttpBreakers): string[] => {
  const names: string[] = []
  breakers.manager.on('settled', ({ name }) => names.push(name))
  return names
}

it('takes one permit for a request that one client sends by another', async () => {
  const breakers = stacked()
  const names = settledBy(breakers)
  await through(breakers, through(breakers, through(breakers, answer)))()
  expect(names).toEqual(['api.example.com'])
})

it.each([
  'https://me:secret@API.example.com:443/users',
  'https://api.example.com/orders/../users',
  'https://api.example.com/users#top',
])('knows it again when the other client spells its URL out: %s', async to => {
  const breakers = stacked()
  const names = settledBy(breakers)
  await through(breakers, through(breakers, answer), { to })()
  expect(names).toEqual(['api.example.com'])
})

it('takes a permit of each of two sets of breakers, however they are nested', async () => {
  const [one, other] = [stacked(), stacked()]
  const [names, otherNames] = [settledBy(one), settledBy(other)]
  await through(one, through(other, through(one, answer)))()
  expect([names, otherNames]).toEqual([['api.example.com'], ['api.example.com']])
})

it.each([
  ['method', { method: 'POST' }],
  ['URL', { to: 'https://api.example.com/other' }],
  ['key', { options: { key: 'api.example.com' } }],
])('takes another permit for a request with a %s of its own', async (_, own) => {
  const breakers = stacked()
  const names = settledBy(breakers)
  await through(breakers, through(breakers, answer, own))()
  expect(names).toEqual(['api.example.com', 'api.example.com'])
})

it('leaves a request alone whose first client was told to', async () => {
  const breakers = stacked()
  await through(breakers, through(breakers, answer), { options: false })()
  expect(breakers.manager.getSystemStatus().total).toBe(0)
})

it('forgets a request once it is handed over, be it by throwing', async () => {
  const breakers = stacked()
  const names = settledBy(breakers)
  const failing = through(breakers, () => {
    throw new TypeError('fetch failed')
  })
  const answering = through(breakers, answer)
  await Promise.allSettled([failing(), answering(), answering()])
  expect(names).toHaveLength(3)
})
