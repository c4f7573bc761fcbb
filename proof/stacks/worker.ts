import { parentPort, workerData } from 'node:worker_threads'
import { misbehavingServer } from '@recloser/testing/server'
import { judge } from './judge.ts'
import { describeCase, space } from './space.ts'
import { shipped } from './subject.ts'
import { hideContexts, isUnknowable, type World } from './worlds.ts'

/** A share of the cases, in a thread of its own: `fetch` is global, so that each thread has its own. */
export interface Order {
  readonly world: World
  /** Every so many cases one is played. */
  readonly every: number
}

/** What came of it. */
export interface Finding {
  readonly cases: number
  readonly requests: number
  /** How many cases break a rule, by rule and kind of case, each with the first of them. */
  readonly broken: readonly Broken[]
}

export interface Broken {
  readonly kind: string
  readonly cases: number
  readonly first: string
  /** Whether nobody could know better in this world. */
  readonly isUnknowable: boolean
}

const { world, every } = workerData as Order
if (world === 'page') hideContexts()
const server = await misbehavingServer()
const broken = new Map<string, { cases: number; first: string; isUnknowable: boolean }>()
let [seen, cases, requests] = [0, 0, 0]
for (const one of space) {
  seen += 1
  if (seen % every !== 0) continue
  cases += 1
  const { violations, requests: sent } = await judge(one, shipped, server)
  requests += sent
  for (const { rule, says } of violations) {
    const kind = `${rule}: ${one.guards.length} guards, ${one.sets} breakers, ${one.between} between`
    const known = broken.get(kind) ?? {
      cases: 0,
      first: `${describeCase(one)}: ${says}`,
      isUnknowable: isUnknowable(world, one, rule),
    }
    broken.set(kind, { ...known, cases: known.cases + 1 })
  }
}
await server.close()
const finding: Finding = {
  cases,
  requests,
  broken: [...broken].map(([kind, found]) => ({ kind, ...found })),
}
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(finding)
