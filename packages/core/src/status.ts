import { describe } from './errors.ts'
import type { Incidents, Totals } from './incidents.ts'
import type { Memory } from './memory.ts'
import { isDue, nameAt, type State } from './state.ts'
import type {
  CircuitBreakerMetrics,
  CircuitBreakerReading,
  CircuitBreakerStatus,
  ResolvedConfig,
  ValidationResult,
} from './types.ts'
import { DEV } from './words.ts'

// biome-ignore lint/correctness/noUnusedVariables: it gives the class below its fields
interface Status extends CircuitBreakerReading {}

/** A reading of a breaker that explains itself. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor assigns every field of the reading
class Status implements CircuitBreakerStatus {
  constructor(reading: CircuitBreakerReading) {
    Object.assign(this, reading)
  }

  toJSON(): CircuitBreakerReading {
    // oxlint-disable-next-line typescript/no-misused-spread -- the fields without the methods are what is wanted
    return { ...this }
  }

  toValidationResult(): ValidationResult {
    const complaints = complaintsOf(this)
    const valid = this.state !== 'open' || this.mode !== 'enforce'
    return { valid, errors: valid ? [] : complaints, warnings: valid ? complaints : [] }
  }
}

const complaintsOf = (reading: CircuitBreakerReading): string[] => {
  const { name, reason, failureRate, failureRateThreshold: threshold } = reading
  if (reason !== undefined) return [describe({ ...reading, breakerName: name, reason })]
  if (!threshold || failureRate <= threshold / 2) return []
  const rate = failureRate.toFixed(2)
  return [
    DEV ? `Circuit breaker "${name}" has a failure rate of ${rate}, and opens at ${threshold}` : 'failureRate',
  ]
}

/** As much of a circuit as a status tells of. */
interface Reporting {
  readonly name: string
  readonly config: ResolvedConfig
  readonly _state: State
  _waitAt(now: number): number | undefined
}

export const statusOf = (
  circuit: Reporting,
  memory: Memory,
  incidents: Incidents,
  now: number,
): CircuitBreakerStatus => {
  const { name, config, _state: state } = circuit
  const { calls, failures, run, excess } = memory._read(now, config)
  return new Status({
    name,
    state: nameAt(state, now),
    reason: state.reason,
    mode: config.mode,
    forced: state._held !== undefined && !isDue(state, now),
    failureCount: run,
    failureThreshold: config.failureThreshold,
    failureRate: calls && failures / calls,
    failureRateThreshold: config.failureRateThreshold,
    failureExcess: excess,
    calls,
    inFlight: memory.inFlight,
    currentBackoffMs: state._backoffMs,
    retryAfterMs: circuit._waitAt(now),
    openedAt: state._openedAt,
    lastTransition: incidents.lastTransition,
    metrics: metricsOf(memory, incidents._totals),
  })
}

const metricsOf = (memory: Memory, totals: Totals): CircuitBreakerMetrics => {
  const { successes, failures, inFlight, _measured: measured, _measuredMs: measuredMs } = memory
  const { ignored, throttled, late } = totals
  const totalRequests = successes + failures + ignored + throttled + late + inFlight
  const averageResponseTimeMs = measured > 0 ? measuredMs / measured : undefined
  return { totalRequests, successes, failures, ...totals, averageResponseTimeMs }
}
