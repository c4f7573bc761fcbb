import type { Mode, ResolvedConfig } from './config.ts'
import { describe } from './errors.ts'
import type { CircuitTransition, TransitionReason } from './events.ts'
import type { Incidents } from './incidents.ts'
import type { Memory } from './memory.ts'
import { type CircuitBreakerMetrics, metricsOf } from './metrics.ts'
import { type CircuitState, isDue, nameAt, type State } from './state.ts'

/** What a breaker knows of itself at one moment. */
export interface CircuitBreakerReading {
  readonly name: string
  readonly state: CircuitState
  /** Why it opened; `undefined` while closed. */
  readonly reason: TransitionReason | undefined
  readonly mode: Mode
  /** Whether an operator holds it open. */
  readonly forced: boolean
  /** Failures in a row. */
  readonly failureCount: number
  readonly failureThreshold: number | false
  /** Failures ÷ calls in the window, 0 where there are none. */
  readonly failureRate: number
  readonly failureRateThreshold: number | false
  /** Calls in the window. */
  readonly calls: number
  readonly inFlight: number
  /** The open period that the last trip caused, in milliseconds; 0 once closed. */
  readonly currentBackoffMs: number
  /** 0 when a call may be tried now; `undefined` when nobody knows. */
  readonly retryAfterMs: number | undefined
  /** When it opened, on the breaker's clock; `undefined` while closed. */
  readonly openedAt: number | undefined
  readonly lastTransition: CircuitTransition | undefined
  readonly metrics: CircuitBreakerMetrics
}

/** A verdict that validators and health checks understand. */
export interface ValidationResult {
  /** Whether there are no errors. */
  readonly valid: boolean
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
}

export interface CircuitBreakerStatus extends CircuitBreakerReading {}

/** A reading of a breaker that explains itself. It does not change when the breaker does. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor assigns every field of the reading
export class CircuitBreakerStatus {
  constructor(reading: CircuitBreakerReading) {
    Object.assign(this, reading)
  }

  /** The reading as a plain object; what is `undefined` is absent from the JSON. */
  toJSON(): CircuitBreakerReading {
    // oxlint-disable-next-line typescript/no-misused-spread -- the fields without the methods are what is wanted
    return { ...this }
  }

  /**
   * Open: one error that names breaker, reason and wait. Half-open, or a failure rate over half its threshold: a
   * warning. A breaker that rejects nothing (`shadow`, `off`) has no errors, only warnings.
   */
  toValidationResult(): ValidationResult {
    const complaint = this.#complaint()
    const isError = this.state === 'open' && this.mode === 'enforce'
    const said = complaint === undefined ? [] : [complaint]
    return { valid: !isError, errors: isError ? said : [], warnings: isError ? [] : said }
  }

  #complaint(): string | undefined {
    const { name, state, reason, retryAfterMs, failureRate, failureRateThreshold } = this
    if (reason !== undefined) return describe({ breakerName: name, state, reason, retryAfterMs })
    if (failureRateThreshold === false || failureRate <= failureRateThreshold / 2) return undefined
    return `Circuit breaker "${name}" has a failure rate of ${failureRate.toFixed(2)}, and opens at ${failureRateThreshold}`
  }
}

export const statusOf = (
  { name, config }: { name: string; config: ResolvedConfig },
  state: State,
  memory: Memory,
  incidents: Incidents,
  retryAfterMs: number | undefined,
  now: number,
): CircuitBreakerStatus => {
  const { calls, failures, run } = memory.read(now)
  return new CircuitBreakerStatus({
    name,
    state: nameAt(state, now),
    reason: state.reason,
    mode: config.mode,
    forced: state.name === 'open' && state.isForced && !isDue(state, now),
    failureCount: run,
    failureThreshold: config.failureThreshold,
    failureRate: calls === 0 ? 0 : failures / calls,
    failureRateThreshold: config.failureRateThreshold,
    calls,
    inFlight: memory.inFlight,
    currentBackoffMs: state.backoffMs,
    retryAfterMs,
    openedAt: state.openedAt,
    lastTransition: incidents.lastTransition,
    metrics: metricsOf(memory, incidents),
  })
}
