import { createHttpBreakers, type HttpBreakers, installFetch } from '@recloser/fetch'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const url = 'http://api.example.com/'
const platform = globalThis.fetch
const base = vi.fn<typeof fetch>(() => Promise.resolve(new Response('ok')))
beforeEach(() => {
  globalThis.fetch = base
})
afterEach(() => {
  globalThis.fetch = platform
  base.mockReset()
  base.mockImplementation(() => Promise.resolve(new Response('ok')))
})

const admitted = ({ manager }: HttpBreakers) =>
  manager.get('api.example.com')?.getStatus().metrics.totalRequests ?? 0

const waiting = () => Promise.resolve()

/** A patch of somebody else's, which waits before it hands a call on. @returns its undo */
const patch = (): (() => void) => {
  const found = globalThis.fetch
  globalThis.fetch = async (...args) => {
    await waiting()
    return found(...args)
  }
  return () => {
    globalThis.fetch = found
  }
}

describe('the same breakers guard each call once, with patches between them that wait', () => {
  it('whatever comes and goes between two installations', async () => {
    const breakers = createHttpBreakers()
    installFetch(breakers)
    const restore = patch()
    installFetch(breakers)
    await fetch(url)
    expect(admitted(breakers)).toBe(1)
    restore()
    await fetch(url)
    expect(admitted(breakers)).toBe(2)
    expect(base).toHaveBeenCalledTimes(2)
  })

  it('for many at once, of which some go by the fetch that was kept', async () => {
    const breakers = createHttpBreakers()
    installFetch(breakers)
    const kept = globalThis.fetch
    patch()
    installFetch(breakers)
    patch()
    installFetch(breakers)
    await Promise.all(Array.from({ length: 60 }, (_, at) => (at % 3 ? fetch : kept)(url)))
    expect([base.mock.calls.length, admitted(breakers)]).toEqual([60, 60])
  })

  it('when a patch sends a call again', async () => {
    const breakers = createHttpBreakers()
    installFetch(breakers)
    const found = globalThis.fetch
    globalThis.fetch = async (...args) => {
      await waiting()
      const response = await found(...args)
      return response.ok ? response : found(...args)
    }
    installFetch(breakers)
    base.mockImplementationOnce(() => Promise.resolve(new Response('', { status: 503 })))
    await fetch(url)
    expect([base.mock.calls.length, admitted(breakers)]).toEqual([2, 2])
  })
})
