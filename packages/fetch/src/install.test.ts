import { createHttpBreakers, installFetch, wrapFetch } from '@recloser/fetch'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const url = 'http://api.example.com/'
const host = 'api.example.com'
const platform = globalThis.fetch
const base = vi.fn<typeof fetch>(() => Promise.resolve(new Response('ok')))

beforeEach(() => {
  globalThis.fetch = base
})
afterEach(() => {
  globalThis.fetch = platform
  base.mockClear()
})

const callsOf = (breakers: ReturnType<typeof createHttpBreakers>) =>
  breakers.manager.get(host)?.getStatus().metrics.totalRequests ?? 0

describe('installed', () => {
  it('leads every call through the breakers, and hands on what fetch was given', async () => {
    const breakers = createHttpBreakers()
    const uninstall = installFetch(breakers)
    const init = { method: 'PUT' }
    await fetch(url, init)
    expect(callsOf(breakers)).toBe(1)
    expect(base.mock.calls[0]?.[1]).toBe(init)
    uninstall()
    await fetch(url)
    expect(callsOf(breakers)).toBe(1)
    expect(globalThis.fetch).toBe(base)
  })

  it('shows what others put on fetch, before and after', () => {
    const marked = Object.assign(globalThis.fetch, { __nextPatched: true })
    const uninstall = installFetch(createHttpBreakers())
    expect(fetch).toHaveProperty('__nextPatched', true)
    expect(fetch.name).toBe(base.name)
    Object.assign(fetch, { later: 7 })
    uninstall()
    expect(marked).toHaveProperty('later', 7)
  })

  it('rejects, and never throws', async () => {
    const uninstall = installFetch(createHttpBreakers())
    base.mockImplementationOnce(() => {
      throw new Error('at once')
    })
    const call = fetch(url)
    await expect(call).rejects.toThrow('at once')
    uninstall()
  })

  it('works for a fetch that is taken off its object, or called on another', async () => {
    const uninstall = installFetch(createHttpBreakers())
    const loose = globalThis.fetch
    expect((await loose(url)).status).toBe(200)
    expect((await loose.call({} as never, url)).status).toBe(200)
    expect(base.mock.contexts).toEqual([undefined, undefined])
    uninstall()
  })
})

describe('installed twice', () => {
  it('admits a call once, until both are undone', async () => {
    const breakers = createHttpBreakers()
    const [one, two] = [installFetch(breakers), installFetch(breakers)]
    await fetch(url)
    expect(callsOf(breakers)).toBe(1)
    one()
    one()
    await fetch(url)
    expect(callsOf(breakers)).toBe(2)
    two()
    await fetch(url)
    expect(callsOf(breakers)).toBe(2)
    expect(globalThis.fetch).toBe(base)
  })

  it('admits a call once beside a wrapped fetch of the same breakers', async () => {
    const breakers = createHttpBreakers()
    installFetch(breakers)
    await wrapFetch(breakers)(url)
    expect(callsOf(breakers)).toBe(1)
  })

  it('asks again when somebody has put the platform’s fetch back meanwhile', async () => {
    const breakers = createHttpBreakers()
    installFetch(breakers)
    globalThis.fetch = base
    installFetch(breakers)
    await fetch(url)
    expect(callsOf(breakers)).toBe(1)
  })
})

describe('undone in any order', () => {
  it('leaves the platform’s fetch, whoever goes first', async () => {
    const [one, other] = [createHttpBreakers(), createHttpBreakers()]
    const undo = [installFetch(one), installFetch(other)]
    await fetch(url)
    expect([callsOf(one), callsOf(other)]).toEqual([1, 1])
    undo[0]?.()
    await fetch(url)
    expect([callsOf(one), callsOf(other)]).toEqual([1, 2])
    undo[1]?.()
    expect(globalThis.fetch).toBe(base)
  })

  it('leaves a later patch where it is, and passes its calls on', async () => {
    const breakers = createHttpBreakers()
    const uninstall = installFetch(breakers)
    const inner = globalThis.fetch
    const patch: typeof fetch = (...args) => inner(...args)
    globalThis.fetch = patch
    uninstall()
    expect(globalThis.fetch).toBe(patch)
    await fetch(url)
    expect([callsOf(breakers), base.mock.calls.length]).toEqual([0, 1])
  })

  it('does not put back what somebody has taken away', () => {
    const uninstall = installFetch(createHttpBreakers())
    globalThis.fetch = platform
    uninstall()
    expect(globalThis.fetch).toBe(platform)
  })
})

it('refuses what are no breakers, and a world without fetch', () => {
  expect(() => installFetch(fetch as never)).toThrow('breakers must come from createHttpBreakers')
  expect(globalThis.fetch).toBe(base)
  globalThis.fetch = undefined as never
  expect(() => installFetch(createHttpBreakers())).toThrow('there is no globalThis.fetch')
})
