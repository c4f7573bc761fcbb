import { createHttpBreakers, type HttpBreakers, installFetch, wrapFetch } from '@recloser/fetch'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const url = 'http://api.example.com/'
const platform = globalThis.fetch
const base = vi.fn<typeof fetch>(() => Promise.resolve(new Response('ok')))
beforeEach(() => {
  globalThis.fetch = base
})
afterEach(() => {
  globalThis.fetch = platform
  base.mockClear()
})

const admitted = ({ manager }: HttpBreakers) =>
  manager.get('api.example.com')?.getStatus().metrics.totalRequests

describe('a wrapped fetch in the place of the global one', () => {
  it('calls the one that was there', async () => {
    const breakers = createHttpBreakers()
    globalThis.fetch = wrapFetch(breakers)
    expect(await (await fetch(url)).text()).toBe('ok')
    expect([base.mock.calls.length, admitted(breakers)]).toEqual([1, 1])
  })

  it('does so with the option of a request', async () => {
    const breakers = createHttpBreakers()
    globalThis.fetch = wrapFetch(breakers)
    const init: object = { breaker: { key: 'own' } }
    await fetch(url, init)
    expect([base.mock.calls.length, [...breakers.manager].map(({ name }) => name)]).toEqual([1, ['own']])
  })

  it('does so below a patch of somebody else’s', async () => {
    const breakers = createHttpBreakers()
    const wrapped = wrapFetch(breakers)
    globalThis.fetch = (...args) => wrapped(...args)
    await fetch(url)
    expect([base.mock.calls.length, admitted(breakers)]).toEqual([1, 1])
  })

  it('does so on top of another wrapped fetch that stood there', async () => {
    const [one, other] = [createHttpBreakers(), createHttpBreakers()]
    globalThis.fetch = wrapFetch(one)
    globalThis.fetch = wrapFetch(other)
    await fetch(url)
    expect([base.mock.calls.length, admitted(one), admitted(other)]).toEqual([1, 1, 1])
  })

  it('does so on top of an installed one, and below it', async () => {
    const [one, other] = [createHttpBreakers(), createHttpBreakers()]
    const undo = [installFetch(one)]
    globalThis.fetch = wrapFetch(one)
    undo.push(installFetch(other))
    await fetch(url)
    expect([base.mock.calls.length, admitted(one), admitted(other)]).toEqual([1, 1, 1])
    for (const uninstall of undo) uninstall()
  })

  it('serves many calls at once, and after one that threw', async () => {
    const breakers = createHttpBreakers()
    globalThis.fetch = wrapFetch(breakers)
    base.mockImplementationOnce(() => {
      throw new Error('at once')
    })
    await expect(fetch(url)).rejects.toThrow('at once')
    await Promise.all(Array.from({ length: 20 }, () => fetch(url)))
    expect([base.mock.calls.length, admitted(breakers)]).toEqual([21, 21])
  })
})
