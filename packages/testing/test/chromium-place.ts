import type { ContractPlace, ContractPlan, ContractServer } from '@recloser/testing'
import { commands } from 'vitest/browser'

declare module 'vitest/internal/browser' {
  interface BrowserCommands {
    contractStart(): Promise<{ origins: string[]; refusing: string }>
    contractStop(): Promise<void>
    contractPlay(at: number, plan: ContractPlan): Promise<void>
    contractHits(at: number): Promise<number>
    contractRelease(at: number): Promise<void>
    contractReset(at: number): Promise<void>
  }
}

/** The same real servers as in Node, for a page. */
export async function chromiumPlace(): Promise<ContractPlace & { close: () => Promise<void> }> {
  const { origins, refusing } = await commands.contractStart()
  const [one = '', two = ''] = origins
  return {
    name: 'real servers, Chromium',
    cannot: {
      codes: 'a page is not told why a connection failed',
      'chosen-codes': 'a page is not told why a connection failed',
      names: 'the loopback has no names below one domain',
    },
    servers: [serverAt(0, one), serverAt(1, two)],
    refusing,
    close: () => commands.contractStop(),
  }
}

const serverAt = (at: number, origin: string): ContractServer => ({
  origin,
  play: plan => commands.contractPlay(at, plan),
  hits: () => commands.contractHits(at),
  release: () => commands.contractRelease(at),
  reset: () => commands.contractReset(at),
})
