import { createHttpBreakers, type HttpBreakers } from '@recloser/core/http'
import { Books } from './books.ts'
import { callerOf } from './clients.ts'
import { type PlannedCall, planRound } from './plan.ts'
import type { Servers } from './servers.ts'

const CALLS_A_ROUND = 600
const AT_ONCE = 40

/** Short periods, so that a minute leads through every state a thousand times. */
const breakersOf = (): HttpBreakers =>
  createHttpBreakers({
    failureThreshold: 4,
    minRequestsForRate: 20,
    failureWindowMs: 500,
    openDurationMs: 10,
    maxBackoffMs: 40,
    halfOpenMaxCalls: 2,
    successThreshold: 2,
    probeTimeoutMs: 100,
  })

/** The traffic of many rounds, and the books of it. */
export interface Soak {
  readonly books: Books
  /** Plays a round to its end. @returns what does not agree then */
  round(): Promise<readonly string[]>
}

export const startSoak = (servers: Servers, seed: number, calls: number = CALLS_A_ROUND): Soak => {
  const breakers = breakersOf()
  const books = new Books(breakers, servers.urls)
  const call = callerOf(breakers, books, servers.urls)
  let rounds = 0
  return {
    books,
    async round() {
      const planned = planRound(seed, rounds, servers.urls.length, calls)
      rounds += 1
      const underWay = new Set<PlannedCall>()
      await inTime(
        Promise.all(Array.from({ length: AT_ONCE }, () => work(planned, underWay, call))),
        underWay,
      )
      books.saw(await servers.tally())
      return books.disagreements()
    },
  }
}

/** Every call has a time-out far shorter than this, retries and all. */
const PATIENCE_MS = 60_000

const inTime = async (round: Promise<unknown>, underWay: ReadonlySet<PlannedCall>): Promise<void> => {
  let watch: NodeJS.Timeout | undefined
  const over = new Promise((_, reject) => {
    watch = setTimeout(() => reject(new Error(`never ended: ${JSON.stringify([...underWay])}`)), PATIENCE_MS)
  })
  await Promise.race([round, over]).finally(() => clearTimeout(watch))
}

/** One of those who call at the same time: each takes the next, until there is none. */
const work = async (
  planned: PlannedCall[],
  underWay: Set<PlannedCall>,
  call: (planned: PlannedCall) => Promise<void>,
): Promise<void> => {
  for (let next = planned.pop(); next !== undefined; next = planned.pop()) {
    underWay.add(next)
    await call(next)
    underWay.delete(next)
  }
}
