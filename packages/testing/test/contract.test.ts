import { type HttpBreakers, isCircuitBreakerError, wrapFetch } from '@recloser/fetch'
import { type ContractClient, type ContractRequest, contract, mswPlace } from '@recloser/testing'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** An adapter for fetch, and a retry plugin of three lines, either of which may be wrong in one point. */
type Send = (request: ContractRequest) => Promise<Response>
type Adapter = (breakers: HttpBreakers, send: Send) => Send

const place = mswPlace()
const server = setupServer(...place.handlers)
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())

const initOf = ({
  url: _url,
  timeoutMs: _timeoutMs,
  breaker: _breaker,
  ...init
}: ContractRequest): RequestInit =>
  Object.fromEntries(Object.entries(init).filter(([, value]) => value !== undefined))

const bare: Send = request => fetch(request.url, initOf(request))

const sound: Adapter = (breakers, send) => request =>
  wrapFetch(breakers, () => send(request))(request.url, { ...initOf(request), breaker: request.breaker })

const retrying =
  (send: Send, times: number): Send =>
  async request => {
    for (let left = times; left > 0; left--) {
      const response = await send(request)
      if (response.status !== 503) return response
    }
    return send(request)
  }

const clientOf = (adapter: Adapter, inside = false): ContractClient => ({
  name: 'fetch by hand',
  kind: 'fetch',
  settlesAt: 'headers',
  retryOrders: ['around'],
  cannot: { 'own-timeout': 'fetch has none', uninstall: 'it was not written' },
  connect({ retry }) {
    let send = bare
    return {
      install(breakers) {
        const times = retry?.times ?? 0
        send = inside ? adapter(breakers, retrying(send, times)) : retrying(adapter(breakers, send), times)
        return () => {}
      },
      async send(request) {
        const response = await send(request)
        return { status: response.status, raw: response, text: () => response.text() }
      },
    }
  },
})

const find = (client: ContractClient, start: string) => {
  const found = contract({ client, place }).find(({ name }) => name.startsWith(start))
  if (found?.run === undefined) throw new Error(`no such case: ${start}`)
  return found.run()
}

describe('the contract', () => {
  it('holds for a retry plugin around a sound adapter', async () => {
    const cases = contract({ client: clientOf(sound), place }).filter(({ name }) => name.includes('around'))
    expect(cases).toHaveLength(3)
    for (const { run } of cases) expect(await run?.()).toBeUndefined()
  })

  it('lists a case that cannot run with the reason of client or place', () => {
    const cases = contract({ client: clientOf(sound), place })
    expect(cases.map(({ name }) => name)).toEqual([...new Set(cases.map(({ name }) => name))])
    expect(cases.find(({ notHere }) => notHere === 'fetch has none')?.run).toBeUndefined()
    expect(cases.find(({ name }) => name.endsWith('garbage'))?.notHere).toContain('MSW')
  })

  const unguarded: Adapter = (_, send) => send
  const twice: Adapter = (breakers, send) =>
    sound(breakers, async request => {
      await send(request)
      return send(request)
    })
  const leaking: Adapter = (breakers, send) => async request => {
    const response = await sound(breakers, send)(request)
    breakers.breakerFor(request.url)?.acquire()
    return response
  }
  const deaf: Adapter = (breakers, send) => request =>
    sound(breakers, send)({ ...request, breaker: undefined })
  const disguising: Adapter = (breakers, send) => request =>
    sound(
      breakers,
      send,
    )(request).catch((error: unknown) => {
      throw isCircuitBreakerError(error) ? new TypeError('fetch failed') : error
    })
  const blaming: Adapter = (breakers, send) => request =>
    sound(breakers, () => send(request))({ ...request, signal: undefined })

  it.each([
    ['asks nobody', unguarded, 'opens after five', 'there should be a breaker named one.contract.example'],
    [
      'sends twice',
      twice,
      'hands over the answer',
      'the requests that came to the servers should be 1, got 2',
    ],
    ['leaks a permit', leaking, 'hands over the answer', 'in flight after the case should be 0, got 1'],
    ['hears no option', deaf, 'sends a request with a key', 'who refuses should be "search"'],
    ['disguises rejections', disguising, 'says who refused', "should be a breaker's, got TypeError"],
    ['blames the server for an abort', blaming, 'ignores one aborted with an error', '"failures":1'],
  ] as const)('fails an adapter that %s', async (_, adapter, start, message) => {
    await expect(find(clientOf(adapter), start)).rejects.toThrow(message)
  })

  it('fails an adapter around a retry plugin, which sees one attempt where there are four', async () => {
    await expect(find(clientOf(sound, true), 'counts four attempts')).rejects.toThrow('"failures":0')
  })
})
