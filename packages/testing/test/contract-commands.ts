import type { BrowserCommand } from 'vitest/node'
import type { ContractPlan } from '../src/contract/place.ts'
import { type ServerPlace, serverPlace } from '../src/server/server-place.ts'

/** The real servers of each test file that runs in a page; files run side by side. */
const places = new Map<string | undefined, ServerPlace>()

const start: BrowserCommand = async ({ testPath }) => {
  const place = await serverPlace()
  places.set(testPath, place)
  return { origins: place.servers.map(({ origin }) => origin), refusing: place.refusing }
}

const stop: BrowserCommand = async ({ testPath }) => {
  await places.get(testPath)?.close()
  places.delete(testPath)
}

const play: BrowserCommand<[at: number, plan: ContractPlan]> = ({ testPath }, at, plan) =>
  places.get(testPath)?.servers[at]?.play(plan)

const hits: BrowserCommand<[at: number]> = ({ testPath }, at) => places.get(testPath)?.servers[at]?.hits()

const release: BrowserCommand<[at: number]> = ({ testPath }, at) =>
  places.get(testPath)?.servers[at]?.release()

const reset: BrowserCommand<[at: number]> = ({ testPath }, at) => places.get(testPath)?.servers[at]?.reset()

/** What a page asks of the real servers, which Node runs for it. */
export const contractCommands = {
  contractStart: start,
  contractStop: stop,
  contractPlay: play,
  contractHits: hits,
  contractRelease: release,
  contractReset: reset,
}
