import { createHttpBreakers, installFetch } from '@recloser/fetch'
import { flaky } from '@recloser/testing'
import { setupServer } from 'msw/node'
import { afterEach, expect, it } from 'vitest'

const platform = globalThis.fetch
const url = 'http://api.example.com/'
afterEach(() => {
  globalThis.fetch = platform
})

const setUp = () => {
  const api = flaky(`${url}*`)
  const breakers = createHttpBreakers()
  const calls = () => breakers.manager.get('api.example.com')?.getStatus().metrics.totalRequests ?? 0
  return { api, breakers, calls, msw: setupServer(api.handler) }
}

it('guards calls that MSW answers, whichever of the two came first', async () => {
  const { api, breakers, calls, msw } = setUp()
  const uninstall = installFetch(breakers)
  msw.listen()
  await fetch(url)
  expect([api.hits, calls()]).toEqual([1, 1])
  uninstall()
  installFetch(breakers)
  await fetch(url)
  expect([api.hits, calls()]).toEqual([2, 2])
  msw.close()
})

it('leaves nothing active: install, listen, uninstall, close', async () => {
  const { api, breakers, calls, msw } = setUp()
  const uninstall = installFetch(breakers)
  msw.listen()
  uninstall()
  await fetch(url)
  expect([api.hits, calls()]).toEqual([1, 0])
  msw.close()
  // MSW puts back the fetch that it found, which was ours and passes calls on by now.
  await fetch('data:text/plain,ok')
  installFetch(breakers)()
  expect(globalThis.fetch).toBe(platform)
})

it('leaves nothing active: listen, install, uninstall, close', async () => {
  const { api, breakers, calls, msw } = setUp()
  msw.listen()
  const uninstall = installFetch(breakers)
  await fetch(url)
  expect([api.hits, calls()]).toEqual([1, 1])
  uninstall()
  await fetch(url)
  expect([api.hits, calls()]).toEqual([2, 1])
  msw.close()
  expect(globalThis.fetch).toBe(platform)
})

it('is taken away by MSW: listen, install, close; and can be installed again', async () => {
  const { breakers, msw } = setUp()
  msw.listen()
  const uninstall = installFetch(breakers)
  msw.close()
  expect(globalThis.fetch).toBe(platform)
  const again = installFetch(breakers)
  expect(globalThis.fetch).not.toBe(platform)
  uninstall()
  again()
  expect(globalThis.fetch).toBe(platform)
})
