import { type ContractClient, mswPlace } from '@recloser/testing'
import { setupWorker } from 'msw/browser'
import { afterAll, beforeAll, describe } from 'vitest'
import { chromiumPlace } from './chromium-place.ts'
import { type NotHere, testContract } from './contract-runner.ts'

/**
 * Runs the contract of a client on MSW's worker and on real servers, which Node runs for the page.
 *
 * @param underWorker the client as it is where a service worker stands between, should it be able to do less there
 */
export async function testContractInChromium(
  client: ContractClient,
  notHere: { readonly msw: NotHere; readonly real: NotHere },
  underWorker: ContractClient = client,
): Promise<void> {
  const msw = mswPlace()
  const real = await chromiumPlace()
  const worker = setupWorker(...msw.handlers)

  describe(`the contract of ${client.name}`, () => {
    // Without the worker: it passes requests on, but not their aborts, and what hangs then keeps its connection.
    describe('without MSW', () => {
      afterAll(() => real.close())
      testContract(real, client, notHere.real)
    })

    describe('with MSW', () => {
      beforeAll(() => worker.start({ quiet: true, onUnhandledFrame: 'bypass' }))
      afterAll(() => worker.stop())
      testContract(msw, underWorker, notHere.msw)
    })
  })
}
