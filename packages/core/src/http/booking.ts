import type { Outcome } from '@recloser/core'
import type { HttpReading } from './exchange.ts'

/** What the breakers of host and route book for one attempt. */
export interface Attribution {
  readonly host: Outcome
  readonly route: Outcome
}

/** What is booked for an attempt, by host and by route. */
export interface Decision extends Attribution {
  readonly waitMs?: number | undefined
  readonly hostMs?: number | undefined
  readonly routeMs?: number | undefined
  /** How bad it is: a failure 1, a wait 0, all else -1. */
  readonly _rank: number
}

export const NOTHING: Decision = { host: 'ignored', route: 'ignored', _rank: -1 }

/** One message that both breakers have admitted: the only place where a permit of an HTTP call lives. */
export interface Attempt {
  /** The verdict on what came of it, as of now. */
  judge(reading: HttpReading, error: unknown): Decision
  /** Books a verdict and gives the permits back. To be called once. */
  settle(decision: Decision): void
}
