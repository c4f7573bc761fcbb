import { type ContractClient, mswPlace } from '@recloser/testing'
import { serverPlace } from '@recloser/testing/server'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe } from 'vitest'
import { type NotHere, testContract } from './contract-runner.ts'

/** Runs the contract of a client on MSW and on real servers. */
export async function testContractInNode(
  client: ContractClient,
  notHere: { readonly msw: NotHere; readonly real: NotHere },
): Promise<void> {
  const msw = mswPlace()
  const real = await serverPlace()
  const server = setupServer(...msw.handlers)
  // Apart, since another client's places may lie in the same file.
  describe(`the contract of ${client.name}`, () => {
    beforeAll(() => server.listen({ onUnhandledFrame: 'bypass' }))
    afterAll(async () => {
      server.close()
      await real.close()
    })
    testContract(msw, client, notHere.msw)
    testContract(real, client, notHere.real)
  })
}
