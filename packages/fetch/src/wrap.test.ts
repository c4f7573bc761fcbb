import { createHttpBreakers, wrapFetch } from '@recloser/fetch'
import { afterEach, describe, expect, it, vi } from 'vitest'

const url = 'http://api.example.com/users?full=yes'
const answer = () => Promise.resolve(new Response('ok'))
afterEach(() => vi.unstubAllGlobals())

describe('hands on', () => {
  it('the arguments as they are, without `this`, and gives back the very response', async () => {
    const response = new Response('ok')
    const base = vi.fn(function (this: unknown, ..._args: unknown[]) {
      return Promise.resolve(this === undefined ? response : undefined)
    })
    const api = wrapFetch(createHttpBreakers(), base as unknown as typeof fetch)
    const init = { method: 'POST', next: { revalidate: 60 } }
    const request = new Request(url, { method: 'POST', body: 'once' })
    expect(await api(url, init)).toBe(response)
    expect(await api(request)).toBe(response)
    const [[givenUrl, givenInit], givenToSecond] = base.mock.calls as [unknown[], unknown[]]
    expect(givenUrl).toBe(url)
    expect(givenInit).toBe(init)
    expect(givenToSecond).toHaveLength(1)
    expect(givenToSecond[0]).toBe(request)
    expect(request.bodyUsed).toBe(false)
  })

  it('the very error, whatever it is', async () => {
    for (const error of [new TypeError('fetch failed'), 'changed my mind', undefined]) {
      const api = wrapFetch(createHttpBreakers(), () => Promise.reject(error))
      await expect(api(url)).rejects.toBe(error)
    }
  })

  it('all options but `breaker`', async () => {
    const base = vi.fn<typeof fetch>(answer)
    const headers = { 'x-test': 'yes' }
    const init = Object.freeze({ method: 'PUT', headers, breaker: { key: 'search' } })
    await wrapFetch(createHttpBreakers(), base)(url, init)
    expect(base.mock.calls).toEqual([[url, { method: 'PUT', headers }]])
    expect(base.mock.calls[0]?.[1]?.headers).toBe(headers)
  })

  it('no `breaker` of a request that passes by unguarded', async () => {
    const base = vi.fn<typeof fetch>(answer)
    await wrapFetch(createHttpBreakers(), base)(url, { breaker: false })
    expect(base.mock.calls).toEqual([[url, {}]])
  })

  it('to whatever fetch is global at the time of the call', async () => {
    const api = wrapFetch(createHttpBreakers())
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('put there later')))
    expect(await (await api(url)).text()).toBe('put there later')
  })
})

describe('knows a call by', () => {
  const put = { method: 'PUT' }
  const spelled = { toString: () => url } as unknown as string
  const foreign = { url, method: 'PUT' } as Request
  const cases: [what: string, args: Parameters<typeof fetch>, method: string][] = [
    ['a string', [url, put], 'PUT'],
    ['a string alone', [url], 'GET'],
    ['a URL', [new URL(url)], 'GET'],
    ['a Request', [new Request(url, put)], 'PUT'],
    ['a Request of another realm', [foreign], 'PUT'],
    ['a Request and what is said over it', [new Request(url, put), { method: 'DELETE' }], 'DELETE'],
    ['an object that spells a URL', [spelled], 'GET'],
  ]

  it.each(cases)('%s', async (_what, args, method) => {
    const seen: unknown[] = []
    const breakers = createHttpBreakers({
      classify: ({ request }) => {
        seen.push(request)
        return 'success'
      },
    })
    await wrapFetch(breakers, answer)(...args)
    expect(seen).toEqual([{ client: 'fetch', method, url }])
  })
})

describe('whatever it is called with', () => {
  const unspeakable = {
    toString() {
      throw new Error('no')
    },
  }

  it.each([
    ['nothing', undefined, 'Failed to parse URL'],
    ['null', null, 'Failed to parse URL from null'],
    ['no URL', 'http://', 'Failed to parse URL'],
    ['a symbol', Symbol('url'), 'Symbol'],
    ['worse', unspeakable, 'no'],
  ])('rejects and never throws: %s', async (_what, input, message) => {
    const call = wrapFetch(createHttpBreakers())(input as string)
    expect(call).toBeInstanceOf(Promise)
    await expect(call).rejects.toThrow(message)
  })

  it('rejects when the fetch behind it throws', async () => {
    const broken = () => {
      throw new Error('at once')
    }
    const call = wrapFetch(createHttpBreakers(), broken)(url)
    await expect(call).rejects.toThrow('at once')
  })

  it('takes options that are null, as any fetch does', async () => {
    const response = wrapFetch(createHttpBreakers(), answer)(url, null as never)
    expect((await response).status).toBe(200)
  })
})

it('refuses to wrap what is no fetch, and to ask what are no breakers', () => {
  expect(() => wrapFetch(fetch as never, createHttpBreakers() as never)).toThrow(
    'breakers must come from createHttpBreakers',
  )
  expect(() => wrapFetch(undefined as never)).toThrow(TypeError)
  expect(() => wrapFetch(createHttpBreakers(), 'fetch' as never)).toThrow('fetch must be a function')
})
