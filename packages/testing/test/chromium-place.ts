import type { ContractPlace, ContractPlan, ContractServer } from '@recloser/testing'
import { commands } from 'vitest/browser'
import type { ServerId } from './contract-commands.ts'

declare module 'vitest/internal/browser' {
  interface BrowserCommands {
    contractStart(): Promise<{ id: number; origins: string[]; refusing: string }>
    contractStop(place: number): Promise<void>
    contractPlay(id: ServerId, plan: ContractPlan): Promise<void>
    contractHits(id: ServerId): Promise<number>
    contractRelease(id: ServerId): Promise<void>
    contractReset(id: ServerId): Promise<void>
  }
}

/** The same real servers as in Node, for a page. */
export async function chromiumPlace(): Promise<ContractPlace & { close: () => Promise<void> }> {
  const { id, origins, refusing } = await commands.contractStart()
  const [one = '', two = ''] = origins
  return {
    name: 'real servers, Chromium',
    cannot: {
      codes: 'a page is not told why a connection failed',
      'chosen-codes': 'a page is not told why a connection failed',
      names: 'the loopback has no names below one domain',
    },
    servers: [serverAt([id, 0], one), serverAt([id, 1], two)],
    refusing,
    close: () => commands.contractStop(id),
  }
}

const serverAt = (id: ServerId, origin: string): ContractServer => ({
  origin,
  play: plan => commands.contractPlay(id, plan),
  hits: () => commands.contractHits(id),
  release: () => commands.contractRelease(id),
  reset: () => commands.contractReset(id),
})
