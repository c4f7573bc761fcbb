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

/** A patch of somebody else's. @returns its undo */
const patch = (): (() => void) => {
  const found = globalThis.fetch
  globalThis.fetch = (...args) => found(...args)
  return () => {
    globalThis.fetch = found
  }
}

describe('the same breakers guard each call once', () => {
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

  it('for whoever kept the fetch of the first installation', async () => {
    const breakers = createHttpBreakers()
    installFetch(breakers)
    const kept = globalThis.fetch
    patch()
    installFetch(breakers)
    await kept(url)
    expect(admitted(breakers)).toBe(1)
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

  it('when a patch has put the platform’s fetch back', async () => {
    const breakers = createHttpBreakers()
    installFetch(breakers)
    globalThis.fetch = base
    installFetch(breakers)
    globalThis.fetch = base
    patch()
    installFetch(breakers)
    await fetch(url)
    expect(admitted(breakers)).toBe(1)
  })

  it('after they were undone, and installed again over what the patch left', async () => {
    const breakers = createHttpBreakers()
    const uninstall = installFetch(breakers)
    const restore = patch()
    uninstall()
    await fetch(url)
    expect(admitted(breakers)).toBe(0)
    installFetch(breakers)
    await fetch(url)
    restore()
    await fetch(url)
    expect([base.mock.calls.length, admitted(breakers)]).toEqual([3, 2])
  })

  it('until the last is undone, whatever lies between', async () => {
    const breakers = createHttpBreakers()
    const undo = [installFetch(breakers)]
    const restore = patch()
    undo.push(installFetch(breakers))
    undo[0]?.()
    await fetch(url)
    expect(admitted(breakers)).toBe(1)
    undo[1]?.()
    await fetch(url)
    restore()
    await fetch(url)
    expect([base.mock.calls.length, admitted(breakers)]).toEqual([3, 1])
  })
})
