import { describe } from './errors.ts'
import type { Incidents } from './incidents.ts'
import type { Memory } from './memory.ts'
import { isDue, nameAt, type State } from './state.ts'
import type {
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
  return [
    DEV
      ? `Circuit breaker "${name}" has a failure rate of ${failureRate.toFixed(2)}, and opens at ${threshold}`
      : 'failureRate',
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
  const {
    _inFlight: inFlight,
    _successes: successes,
    _failures: failures,
    _measured: measured,
    _measuredMs: measuredMs,
  } = memory
  const { lastTransition, _totals: totals } = incidents
  const counts = memory._read(now, config)
  const { calls, run, excess } = counts
  return new Status({
    name,
    state: nameAt(state, now),
    reason: state.reason,
    mode: config.mode,
    forced: state._held !== undefined && !isDue(state, now),
    failureCount: run,
    failureThreshold: config.failureThreshold,
    failureRate: calls && counts.failures / calls,
    failureRateThreshold: config.failureRateThreshold,
    failureExcess: excess,
    calls,
    inFlight,
    currentBackoffMs: state._backoffMs,
    retryAfterMs: circuit._waitAt(now),
    openedAt: state._openedAt,
    lastTransition,
    metrics: {
      totalRequests: successes + failures + totals.ignored + totals.throttled + totals.late + inFlight,
      successes,
      failures,
      ...totals,
      averageResponseTimeMs: measured > 0 ? measuredMs / measured : undefined,
    },
  })
}
