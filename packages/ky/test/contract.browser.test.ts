import { contract, mswPlace } from '@recloser/testing'
import { setupWorker } from 'msw/browser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPlace } from '../../testing/test/chromium-place.ts'
import { hooked } from './contract-client.ts'

const msw = mswPlace({
  name: 'MSW in Chromium',
  cannot: {
    codes: 'a page is not told why a connection failed',
    'chosen-codes': 'a page is not told why a connection failed',
  },
})
const real = await chromiumPlace()
const worker = setupWorker(...msw.handlers)
beforeAll(() => worker.start({ quiet: true, onUnhandledFrame: 'bypass' }))
afterAll(() => worker.stop())
afterAll(() => real.close())

describe.each([msw, real])('$name', place => {
  const cases = contract({ client: hooked, place })
  it.each(cases.filter(({ run }) => run))('$name', async ({ run }) => {
    expect(await run?.()).toBeUndefined()
  })
})
