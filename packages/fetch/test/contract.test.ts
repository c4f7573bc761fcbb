import { contract, mswPlace } from '@recloser/testing'
import { serverPlace } from '@recloser/testing/server'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { installed, wrapped } from './contract-client.ts'

const msw = mswPlace({ name: 'MSW in Node' })
const real = await serverPlace()
const server = setupServer(...msw.handlers)
beforeAll(() => server.listen({ onUnhandledFrame: 'bypass' }))
afterAll(() => server.close())
afterAll(() => real.close())

describe.each([msw, real])('$name', place => {
  describe.each([wrapped, installed])('$name', client => {
    for (const { name, run } of contract({ client, place })) if (run) it(name, run)
  })
})
