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
    const complaint = complaintOf(this)
    const isError = this.state === 'open' && this.mode === 'enforce'
    const said = complaint === undefined ? [] : [complaint]
    return { valid: !isError, errors: isError ? said : [], warnings: isError ? [] : said }
  }
}

const complaintOf = (reading: CircuitBreakerReading): string | undefined => {
  const { name, reason, failureRate, failureRateThreshold } = reading
  if (reason !== undefined) return describe({ ...reading, breakerName: name, reason })
  if (failureRateThreshold === false || failureRate <= failureRateThreshold / 2) return undefined
  return DEV
    ? `Circuit breaker "${name}" has a failure rate of ${failureRate.toFixed(2)}, and opens at ${failureRateThreshold}`
    : `${name}: failureRate ${failureRate}`
}

export const statusOf = (
  { name, config }: { name: string; config: ResolvedConfig },
  state: State,
  memory: Memory,
  incidents: Incidents,
  retryAfterMs: number | undefined,
  now: number,
): CircuitBreakerStatus => {
  const { calls, failures, run, excess } = memory._read(now, config)
  return new Status({
    name,
    state: nameAt(state, now),
    reason: state.reason,
    mode: config.mode,
    forced: state._held !== undefined && !isDue(state, now),
    failureCount: run,
    failureThreshold: config.failureThreshold,
    failureRate: calls === 0 ? 0 : failures / calls,
    failureRateThreshold: config.failureRateThreshold,
    failureExcess: excess,
    calls,
    inFlight: memory.inFlight,
    currentBackoffMs: state.backoffMs,
    retryAfterMs,
    openedAt: state.openedAt,
    lastTransition: incidents.lastTransition,
    metrics: metricsOf(memory, incidents._totals),
  })
}

const metricsOf = (memory: Memory, totals: Totals): CircuitBreakerMetrics => {
  const { successes, failures, inFlight, _averageMs: averageMs } = memory
  const { ignored, throttled, late } = totals
  const totalRequests = successes + failures + ignored + throttled + late + inFlight
  return { totalRequests, successes, failures, ...totals, averageResponseTimeMs: averageMs }
}
