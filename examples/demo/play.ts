import { displayFor, type Output } from './display.ts'
import type { Pace } from './pace.ts'
import type { Paint } from './paint.ts'
import { run } from './run.ts'
import type { Scenario } from './scenario.ts'
import { summaryOf } from './summary.ts'
import { claimsOf } from './verdict.ts'

/** Where the demo is shown. */
export interface Stalls {
  readonly output: Output
  readonly paint: Paint
  /** The kind of terminal, as `TERM` says it. */
  readonly term: string | undefined
}

/**
 * Plays, shows and judges.
 *
 * @returns the exit code: 1 when what was to be shown did not happen, `undefined` when the signal ended it early
 */
export async function play(
  scenario: Scenario,
  pace: Pace,
  { output, paint, term }: Stalls,
  signal: AbortSignal,
): Promise<0 | 1 | undefined> {
  const display = displayFor(output, paint, term)
  try {
    const evidence = await run(scenario, pace, display, signal)
    if (evidence === undefined) return undefined
    const claims = claimsOf(evidence)
    display.close()
    for (const line of summaryOf(evidence, claims, output.columns ?? 80, paint)) output.write(`${line}\n`)
    return claims.every(({ holds }) => holds) ? 0 : 1
  } finally {
    display.close()
  }
}
