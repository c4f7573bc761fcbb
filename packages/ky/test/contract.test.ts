import { contract, mswPlace } from '@recloser/testing'
import { serverPlace } from '@recloser/testing/server'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hooked } from './contract-client.ts'

const msw = mswPlace({ name: 'MSW in Node' })
const real = await serverPlace()
const server = setupServer(...msw.handlers)
beforeAll(() => server.listen({ onUnhandledFrame: 'bypass' }))
afterAll(() => server.close())
afterAll(() => real.close())

describe.each([msw, real])('$name', place => {
  const cases = contract({ client: hooked, place })
  it.each(cases.filter(({ run }) => run))('$name', async ({ run }) => {
    expect(await run?.()).toBeUndefined()
  })
})
