import { installFetch, wrapFetch } from '@recloser/fetch'
import { breakerHooks } from '@recloser/ky'
import ky, { type Options, replaceOption } from 'ky'
import { afterEach, describe, expect, it } from 'vitest'
import { guarded, watched } from '../harness.ts'
import { useServer } from '../use-server.ts'

const server = useServer()
const platformFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = platformFetch
})

describe('one attempt takes one permit', () => {
  it('of an instance that is extended with the same breakers twice', async () => {
    const watch = watched()
    await guarded(watch).extend(breakerHooks(watch.breakers))(server().url)
    expect(watch.outcomes).toEqual(['success'])
  })

  it('of an instance whose fetch was wrapped between two extensions', async () => {
    const watch = watched()
    const wrap = (options: Options) => {
      const { fetch = globalThis.fetch } = options
      options.fetch = (input, init) => fetch(input, init)
    }
    const api = guarded(watch)
      .extend({ hooks: { init: [wrap] } })
      .extend(breakerHooks(watch.breakers))
    await api(server().url)
    expect(watch.outcomes).toEqual(['success'])
  })

  it('where the global fetch goes through the same breakers', async () => {
    const watch = watched()
    const uninstall = installFetch(watch.breakers)
    await guarded(watch)(server().url)
    uninstall()
    expect(watch.outcomes).toEqual(['success'])
  })

  it('where its fetch option goes through the same breakers', async () => {
    const watch = watched()
    await guarded(watch)(server().url, { fetch: wrapFetch(watch.breakers) })
    expect(watch.outcomes).toEqual(['success'])
  })

  it('of each of two sets of breakers, and the inner one’s rejection is not held against the host', async () => {
    const inner = watched({ failureThreshold: 1 })
    const outer = watched()
    const api = guarded(inner).extend(breakerHooks(outer.breakers))
    await api(server().url)
    inner.breakers.breakerFor(server().url)?.forceOpen()
    await api(server().url).catch(() => undefined)
    expect([inner.outcomes, outer.outcomes]).toEqual([['success'], ['success', 'ignored']])
  })
})

describe('an instance', () => {
  it('leaves the one that it extends alone', async () => {
    const watch = watched()
    const base = ky.create({ timeout: 5_000 })
    base.extend(breakerHooks(watch.breakers))
    await base(server().url)
    await ky(server().url)
    expect(watch.outcomes).toEqual([])
  })

  it('hands its breakers on to those that extend it', async () => {
    const watch = watched()
    await guarded(watch).extend({ headers: { 'x-a': 'b' } })(server().url)
    expect(watch.outcomes).toEqual(['success'])
  })

  it('has its own beside another with other breakers', async () => {
    const one = watched()
    const other = watched()
    await guarded(one)(server().url)
    await guarded(other)(server().url)
    expect([one.outcomes, other.outcomes]).toEqual([['success'], ['success']])
  })

  it('leaves neither options nor defaults changed', async () => {
    const watch = watched()
    const options: Options = Object.freeze({ context: Object.freeze({ tenant: 7 }), timeout: 5_000 })
    let defaults: Options = {}
    const api = guarded(watch).extend(parent => {
      defaults = parent
      return {}
    })
    await api(server().url, options)
    await api(server().url, options)
    expect(Object.keys(options)).toEqual(['context', 'timeout'])
    expect(defaults).not.toHaveProperty('fetch')
    expect(watch.outcomes).toEqual(['success', 'success'])
  })

  it.each([
    ['hooks without ours', { hooks: { init: undefined } } as unknown as Options],
    ['hooks that replace ours', { hooks: replaceOption({ beforeRequest: [] }) }],
  ])('is rid of its breakers by %s', async (_, options) => {
    const watch = watched()
    await guarded(watch).extend(options)(server().url)
    expect(watch.outcomes).toEqual([])
  })
})

describe('the fetch behind the breakers', () => {
  it('is that of the options, once an attempt, without a this', async () => {
    const watch = watched()
    const seen: unknown[] = []
    async function fetch(this: unknown, ...args: Parameters<typeof globalThis.fetch>): Promise<Response> {
      seen.push(this, args[0] instanceof Request, args[1])
      return new Response('mine')
    }
    const options = { fetch, next: { revalidate: 60 } }
    expect(await guarded(watch)(server().url, options).text()).toBe('mine')
    expect(seen).toEqual([undefined, true, { next: { revalidate: 60 } }])
    expect(watch.outcomes).toEqual(['success'])
  })

  it('is else the global one of the moment, for each attempt', async () => {
    const watch = watched()
    const api = guarded(watch, 1)
    globalThis.fetch = async () => {
      globalThis.fetch = platformFetch
      return new Response('patched', { status: 503 })
    }
    expect(await api(server().url).text()).toBe('ok')
    expect(watch.outcomes).toEqual(['failure', 'success'])
  })
})

it('refuses what are no breakers', () => {
  expect(() => breakerHooks(ky as never)).toThrow(/^breakers( must come from createHttpBreakers|$)/)
  expect(() => breakerHooks(undefined as never)).toThrow(TypeError)
})
