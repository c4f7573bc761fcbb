import type { BrowserCommand } from 'vitest/node'
import type { ContractPlan, ContractServer } from '../src/contract/place.ts'
import { type ServerPlace, serverPlace } from '../src/server/server-place.ts'

/** Which of the real servers a page means: files run side by side, each with places of its own. */
export type ServerId = readonly [place: number, server: number]

const places: ServerPlace[] = []
const serverOf = ([place, server]: ServerId): ContractServer | undefined => places[place]?.servers[server]

const contractStart: BrowserCommand = async () => {
  const place = await serverPlace()
  const origins = place.servers.map(({ origin }) => origin)
  return { id: places.push(place) - 1, origins, refusing: place.refusing }
}
const contractStop: BrowserCommand<[place: number]> = (_, place) => places[place]?.close()
const contractPlay: BrowserCommand<[id: ServerId, plan: ContractPlan]> = (_, id, plan) =>
  serverOf(id)?.play(plan)
const contractHits: BrowserCommand<[id: ServerId]> = (_, id) => serverOf(id)?.hits()
const contractRelease: BrowserCommand<[id: ServerId]> = (_, id) => serverOf(id)?.release()
const contractReset: BrowserCommand<[id: ServerId]> = (_, id) => serverOf(id)?.reset()

/** What a page asks of the real servers, which Node runs for it. */
export const contractCommands = {
  contractStart,
  contractStop,
  contractPlay,
  contractHits,
  contractRelease,
  contractReset,
}
