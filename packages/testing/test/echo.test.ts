import { echo, flaky, slow } from '@recloser/testing'
import { misbehavingServer } from '@recloser/testing/server'
import { setupServer } from 'msw/node'
import { describe, expect, it } from 'vitest'

/** The same request to both kinds of server, and what each says of it. */
const servers = {
  'the real server': async (plan: typeof echo | ReturnType<typeof slow>) => {
    const server = await misbehavingServer(plan)
    return { url: server.url, close: () => server.close() }
  },
  MSW: async (plan: typeof echo | ReturnType<typeof slow>) => {
    const server = setupServer(flaky('http://api.example.com/*', plan).handler)
    server.listen({ onUnhandledFrame: 'error' })
    return { url: 'http://api.example.com', close: async () => server.close() }
  },
}

describe.each(Object.entries(servers))('an echo of %s', (_, serve) => {
  it.each([
    ['at once', echo],
    ['late', slow(1, echo)],
  ])('says what was asked: %s', async (__, plan) => {
    const { url, close } = await serve(plan)
    const headers = { 'X-Test': 'yes' }
    const response = await fetch(`${url}/a%20b?c=d`, { method: 'PUT', headers, body: 'grüße' })
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        method: 'PUT',
        path: '/a%20b?c=d',
        headers: expect.objectContaining({ 'x-test': 'yes' }) as object,
        body: 'grüße',
      },
    ])
    expect(await (await fetch(url)).json()).toMatchObject({ method: 'GET', path: '/', body: '' })
    await close()
  })
})
