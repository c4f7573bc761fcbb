import type { Plan } from '../plan.ts'
import { byRoute } from '../plans/by-route.ts'
import { script } from '../plans/script.ts'
import type { ServerOutcome } from '../server-outcome.ts'
import type { ContractAbility } from './ability.ts'

/** Where the suite runs: servers that play plans. */
export interface ContractPlace {
  /** What reports call it: `MSW in Node`. */
  readonly name: string
  /** What it cannot do, each with the reason. The cases that need it are listed as not here. */
  readonly cannot?: Partial<Record<ContractAbility, string>>
  /** Two hosts. With the ability `names`, both have a name below one domain. */
  readonly servers: readonly [ContractServer, ContractServer]
  /** An origin where nobody answers: `http://127.0.0.1:49152`. */
  readonly refusing: string
}

/** One host. Whatever returns a promise is awaited, so that the server may run elsewhere. */
export interface ContractServer {
  /** Without a last slash. */
  readonly origin: string
  /** Begins a plan; `contractPlan` makes it one that `flaky` and `misbehavingServer` understand. */
  play(plan: ContractPlan): unknown
  /** How many requests it has seen since the last reset, preflights apart. */
  hits(): number | PromiseLike<number>
  /** Lets go whatever hangs. */
  release(): unknown
  /** Releases, and forgets the hits. */
  reset(): unknown
}

/**
 * What a server is to do, as plain data that can be sent to another process: for each route (`/*` is all) outcomes in
 * order, as `script` takes them.
 */
export type ContractPlan = Readonly<Record<string, readonly (ServerOutcome | number)[]>>

/** The plan that the data stands for. */
export function contractPlan(plan: ContractPlan): Plan {
  const routes = Object.entries(plan).map(([route, acts]) => [route, script(...acts)] as const)
  return byRoute(Object.fromEntries(routes))
}

/** The outcomes as data: some are functions too, which no message carries. */
export function plainPlan(plan: ContractPlan): ContractPlan {
  const routes = Object.entries(plan).map(([route, acts]) => [route, acts.map(plain)] as const)
  return Object.fromEntries(routes)
}

function plain(act: ServerOutcome | number): ServerOutcome | number {
  if (typeof act === 'number') return act
  return act.kind === 'slow' ? { ...act, answer: { ...act.answer } } : { ...act }
}
