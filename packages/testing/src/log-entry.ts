/**
 * How a request ended: as planned; because it was let go; because the caller left first; not yet.
 */
export type Ending = 'played' | 'released' | 'aborted' | 'pending'

/** One request as a flaky handler or a misbehaving server saw it. */
export interface LogEntry {
  /** From 0, in order of arrival since the last reset. */
  readonly index: number
  readonly method: string
  /** The path of the address, without query. */
  readonly path: string
  /** What was planned: `ok`, `status 503`, `network-error`, `hang`, `slow`, `torn`; `plan-error` when the plan threw. */
  readonly outcome: string
  /** Changes once, from `pending`. */
  readonly ending: Ending
}
