import type { CircuitBreakerStatus, SystemStatus } from '@recloser/core'

/** How well something is: `warn` still works. */
export type Grade = 'pass' | 'warn' | 'fail'

/** One dependency, as its breaker sees it. */
export interface HealthCheck {
  readonly componentId: string
  readonly componentType: 'component'
  /** The state of the breaker. */
  readonly observedValue: string
  readonly status: Grade
  /** When it was read, in ISO 8601. */
  readonly time: string
  /** What is wrong, in words; absent when nothing is. */
  readonly output?: string
}

/** The body of a health response. @see draft-inadarei-api-health-check-06 */
export interface Health {
  readonly status: Grade
  /** By component and measurement: `api.example.com:circuit`. A colon in a name is spelled `%3A`. */
  readonly checks: Readonly<Record<string, readonly HealthCheck[]>>
  /** Everything that is wrong, in words; absent when nothing is. */
  readonly output?: string
}

/** What health needs of a manager. */
export interface HealthSource {
  getSystemStatus(): SystemStatus
}

export interface HealthOptions {
  /**
   * Names of the breakers without whose dependencies the instance is of no use. Open, they make it fail; one that nobody
   * has called yet counts as well. @default none
   */
  readonly critical?: Iterable<string> | undefined
  /** When it was read, in ISO 8601. @default now */
  readonly time?: string | undefined
}

/**
 * What an instance says of itself. An open dependency is a warning: a readiness check that failed for it would take the
 * whole instance out, with everything that still works. Only the critical ones make it fail.
 */
export const healthOf = (manager: HealthSource, options: HealthOptions = {}): Health => {
  const { critical = [], time = new Date().toISOString() } = options
  const names = new Set(critical)
  const all = manager
    .getSystemStatus()
    .breakers.map(status => [keyOf(status.name), checkOf(status, names.has(status.name), time)] as const)
  const complaints = all.flatMap(([, { output = [] }]) => output)
  return {
    status: worstOf(all.map(([, { status }]) => status)),
    checks: Object.fromEntries(all.map(([key, check]) => [key, [check]])),
    ...(complaints.length > 0 && { output: complaints.join('; ') }),
  }
}

/** A colon separates the component from what is measured, and the names of hosts may have one. */
const keyOf = (name: string): string => `${name.replaceAll(':', '%3A')}:circuit`

const checkOf = (status: CircuitBreakerStatus, isCritical: boolean, time: string): HealthCheck => {
  const { errors, warnings } = status.toValidationResult()
  const complaints = [...errors, ...warnings]
  return {
    componentId: status.name,
    componentType: 'component',
    observedValue: status.state,
    status: worstOf([
      errors.length > 0 && isCritical ? 'fail' : 'pass',
      complaints.length > 0 ? 'warn' : 'pass',
    ]),
    time,
    ...(complaints.length > 0 && { output: complaints.join('; ') }),
  }
}

const worstOf = (grades: readonly Grade[]): Grade =>
  (['fail', 'warn'] as const).find(grade => grades.includes(grade)) ?? 'pass'
