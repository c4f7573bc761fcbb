import { isServerOutcome, type ServerOutcome } from './server-outcome.ts'

/** What a plan may decide by. */
export interface RequestFacts {
  /** How many requests the plan has seen before this one; from 0. */
  readonly index: number
  /** In upper case. */
  readonly method: string
  /** The whole address. */
  readonly url: string
  /** The path of the address, without query. */
  readonly path: string
}

/** Decides what happens to each request. A function of your own is a plan too. */
export interface Plan {
  (request: RequestFacts): ServerOutcome
  /** Forgets what the plan remembers, if it does. Called when the handler or server that plays it is reset. */
  reset?(): void
}

/** A plan, or one outcome for every request. */
export type PlanLike = Plan | ServerOutcome

/** The plan that a value stands for. @throws TypeError for anything but a plan or an outcome */
export function toPlan(plan: PlanLike): Plan {
  // Asked first: some outcomes are functions too.
  if (isServerOutcome(plan)) return () => plan
  if (typeof plan === 'function') return plan
  throw new TypeError(`a plan must be an outcome or a function that gives one, got ${describe(plan)}`)
}

/** The value, when it is an outcome. @throws TypeError naming `where` it stood */
export function requireOutcome(where: string, value: unknown): ServerOutcome {
  if (isServerOutcome(value)) return value
  throw new TypeError(`${where} must be an outcome such as ok or status(503), got ${describe(value)}`)
}

function describe(value: unknown): string {
  return value === null ? 'null' : typeof value
}
