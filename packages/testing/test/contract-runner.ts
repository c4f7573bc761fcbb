import { type ContractClient, type ContractPlace, contract } from '@recloser/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

/** Of a client in a place: how many cases are not there, by reason. */
export type NotHere = Readonly<Record<string, number>>

/** Runs the contract, and holds the cases that cannot run to those that are written down. */
export function testContract(place: ContractPlace, client: ContractClient, notHere: NotHere): void {
  describe(`on ${place.name}`, () => {
    const cases = contract({ client, place })
    beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))
    afterEach(() => vi.restoreAllMocks())

    it.each(cases.filter(({ run }) => run))('$name', async ({ run }) => {
      await run?.()
      expect(printed()).toEqual([])
    })

    it('leaves out what is written down, and no more', () => {
      const counts: Record<string, number> = {}
      for (const { notHere: reason } of cases) if (reason) counts[reason] = (counts[reason] ?? 0) + 1
      expect(counts).toEqual(notHere)
    })
  })
}

/** What went to the console: in Node the breakers report there what must reach nobody. MSW prints what a plan throws. */
function printed(): unknown[] {
  const messages = vi.mocked(console.error).mock.calls.map(([message]) => message as unknown)
  return messages.filter(message => !/^Error: planned network error|^\[MSW\]/.test(String(message)))
}
