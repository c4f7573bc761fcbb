import type { CircuitBreakerManager, CircuitBreakerStatus } from '@recloser/core'

type Grade = 'pass' | 'warn' | 'fail'

/** One dependency, as seen by its breaker. */
interface Check {
  readonly componentId: string
  readonly componentType: 'component'
  readonly observedValue: string
  readonly status: Grade
  readonly time: string
  readonly output?: string
}

/** The body of a health response. @see draft-inadarei-api-health-check-06 */
export interface Health {
  readonly status: Grade
  readonly checks: Readonly<Record<string, readonly Check[]>>
  /** Absent where all is well. */
  readonly output?: string
}

/**
 * What an instance says of itself. An open dependency is a warning: a readiness check that failed for it would take the
 * whole instance out, with all that still works. Only those listed as critical make it fail.
 *
 * @param critical names of breakers; one that nobody has called yet has nothing to complain of
 */
export function healthOf(
  manager: CircuitBreakerManager,
  critical: ReadonlySet<string>,
  time: string = new Date().toISOString(),
): Health {
  const checks: Record<string, Check[]> = {}
  for (const status of manager.getSystemStatus().breakers) {
    // A colon parts the component from what is measured, and the names of hosts may have one.
    const key = `${status.name.replaceAll(':', '%3A')}:circuit`
    checks[key] = [checkOf(status, critical.has(status.name), time)]
  }
  const all = Object.values(checks).flat()
  const complaints = all.flatMap(({ output = [] }) => output)
  return {
    status: worstOf(all.map(({ status }) => status)),
    checks,
    ...(complaints.length > 0 && { output: complaints.join('; ') }),
  }
}

function checkOf(status: CircuitBreakerStatus, isCritical: boolean, time: string): Check {
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

function worstOf(grades: readonly Grade[]): Grade {
  return (['fail', 'warn'] as const).find(grade => grades.includes(grade)) ?? 'pass'
}
