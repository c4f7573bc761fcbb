import type { Display } from './display.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import { frameOf } from './frame.ts'
import type { Pace } from './pace.ts'
import type { Scenario } from './scenario.ts'
import { buildStage } from './stage.ts'

/**
 * Plays the scenario: steady calls to both hosts, shown as they go.
 *
 * @returns what happened; `undefined` when the signal ended it early
 */
export async function run(
  scenario: Scenario,
  { clock, until }: Pace,
  display: Display,
  signal: AbortSignal,
): Promise<Evidence | undefined> {
  const startedAt = clock.now()
  await using stage = await buildStage(scenario, clock, startedAt)
  const traffics = [stage.catalog.traffic, stage.payments.traffic]
  const settled = async () => void (await Promise.all(traffics.map(traffic => traffic.settled())))

  for (let atMs = 0; atMs < scenario.totalMs; atMs += scenario.callEveryMs) {
    // What the clock says, not what was planned: a busy machine may be late.
    for (const traffic of traffics) traffic.send(clock.now() - startedAt)
    await until(startedAt + atMs + scenario.callEveryMs, settled(), signal)
    if (signal.aborted) return undefined
    display.show(frameOf(stage, scenario, clock.now() - startedAt, startedAt))
  }
  await settled()
  return evidenceOf(stage, scenario, startedAt)
}
