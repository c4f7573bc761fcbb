import { createHttpBreakers, wrapFetch } from '@recloser/fetch'
import { flaky, status } from '@recloser/testing'
import { setupWorker } from 'msw/browser'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPlace } from '../../testing/test/chromium-place.ts'

const breakers = createHttpBreakers()
const api = wrapFetch(breakers, window.fetch)
const namesOf = () => [...breakers.manager].map(({ name }) => name)
const tallyOf = (name: string) => {
  const { successes, failures } = breakers.manager.get(name)?.getStatus().metrics ?? {}
  return { successes, failures }
}
afterEach(() => {
  for (const name of namesOf()) breakers.manager.remove(name)
})

describe('a relative URL', () => {
  const own = flaky('/guarded/*')
  const other = flaky('http://api.example.com/*')
  const worker = setupWorker(own.handler, other.handler)
  beforeAll(() => worker.start({ quiet: true, onUnhandledFrame: 'bypass' }))
  afterAll(() => worker.stop())

  it('belongs to the host of the page', async () => {
    expect((await api('/guarded/users')).status).toBe(200)
    expect([own.hits, namesOf()]).toEqual([1, [location.host]])
  })

  it('belongs to the host of the page’s base, where it has one', async () => {
    const base = document.createElement('base')
    base.href = 'http://api.example.com/dir/'
    document.head.append(base)
    try {
      await api('users')
    } finally {
      base.remove()
    }
    expect(other.log).toMatchObject([{ path: '/dir/users' }])
    expect(namesOf()).toEqual(['api.example.com'])
  })
})

describe('on a real server of another origin', () => {
  it('takes an opaque response, and a redirect that is not followed, for an answer', async () => {
    const place = await chromiumPlace()
    const [server] = place.servers
    const redirect = status(302, { headers: { location: '/elsewhere' } })
    await server.play({ '/opaque': [status(503)], '/redirect': [redirect] })
    const opaque = await api(`${server.origin}/opaque`, { mode: 'no-cors' })
    const unfollowed = await api(`${server.origin}/redirect`, { redirect: 'manual' })
    expect([opaque.type, opaque.status]).toEqual(['opaque', 0])
    expect([unfollowed.type, unfollowed.status]).toEqual(['opaqueredirect', 0])
    expect(tallyOf(new URL(server.origin).host)).toEqual({ successes: 2, failures: 0 })
    await place.close()
  })
})
