import type { Counts, ResolvedConfig } from '@recloser/core'
import { backoffOf, type Circuit, isDue } from './circuit.ts'

/** What a status says of the circuit and its window. */
export const readingOf = (circuit: Circuit, counts: Counts, now: number, config: ResolvedConfig): object => ({
  state: isDue(circuit, now) ? 'half-open' : circuit.name,
  reason: circuit.name === 'closed' ? undefined : circuit.reason,
  mode: config.mode,
  forced: circuit.name === 'open' && circuit.forced && !isDue(circuit, now),
  failureCount: counts.run,
  failureThreshold: config.failureThreshold,
  failureRate: counts.calls === 0 ? 0 : counts.failures / counts.calls,
  failureRateThreshold: config.failureRateThreshold,
  failureExcess: counts.excess,
  calls: counts.calls,
  currentBackoffMs: backoffOf(circuit),
  openedAt: circuit.name === 'closed' ? undefined : circuit.openedAt,
})
