/** What the demo plays, in milliseconds from its start. */
export interface Scenario {
  readonly totalMs: number
  /** When payments answers 503 to everything. */
  readonly outageFromMs: number
  readonly outageToMs: number
  /** Between two calls to the same host. */
  readonly callEveryMs: number
}

/** Fourteen seconds, of which payments is down for six. */
export const scenario: Scenario = {
  totalMs: 14_000,
  outageFromMs: 3_000,
  outageToMs: 9_000,
  callEveryMs: 50,
}
