import type { Incidents } from './incidents.ts'
import type { Memory } from './memory.ts'

/** What became of a breaker's calls since it was made or reset. */
export interface CircuitBreakerMetrics {
  /** Calls admitted, those in flight included. */
  readonly totalRequests: number
  readonly successes: number
  readonly failures: number
  readonly ignored: number
  readonly throttled: number
  /** Calls refused; in shadow mode, that would have been. */
  readonly rejected: number
  /** Successes and failures that lasted `slowCallMs` or longer. */
  readonly slow: number
  /** Calls that settled after the circuit had moved on; they count as nothing else. */
  readonly late: number
  /** Of all that settled in time but the ignored; `undefined` until one was measured. */
  readonly averageResponseTimeMs: number | undefined
}

export const metricsOf = (memory: Memory, incidents: Incidents): CircuitBreakerMetrics => {
  const { successes, failures, inFlight } = memory
  const { ignored, throttled, rejected, slow, late } = incidents
  const totalRequests = successes + failures + ignored + throttled + late + inFlight
  const averageResponseTimeMs = memory.averageMs
  return {
    totalRequests,
    successes,
    failures,
    ignored,
    throttled,
    rejected,
    slow,
    late,
    averageResponseTimeMs,
  }
}
