import { type ContractClient, mswPlace } from '@recloser/testing'
import { setupWorker } from 'msw/browser'
import { afterAll, beforeAll, describe } from 'vitest'
import { chromiumPlace } from './chromium-place.ts'
import { type NotHere, testContract } from './contract-runner.ts'

/** Runs the contract of a client on MSW's worker and on real servers, which Node runs for the page. */
export async function testContractInChromium(
  client: ContractClient,
  notHere: { readonly msw: NotHere; readonly real: NotHere },
): Promise<void> {
  const msw = mswPlace()
  const real = await chromiumPlace()
  const worker = setupWorker(...msw.handlers)
  // Apart, since another client's places may lie in the same file.
  describe(`the contract of ${client.name}`, () => {
    beforeAll(() => worker.start({ quiet: true, onUnhandledFrame: 'bypass' }))
    afterAll(async () => {
      await worker.stop()
      await real.close()
    })
    testContract(msw, client, notHere.msw)
    testContract(real, client, notHere.real)
  })
}
