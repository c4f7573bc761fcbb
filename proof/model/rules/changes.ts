import type { CircuitBreakerMetrics, CircuitBreakerStatus } from '@recloser/core'
import type { Step } from '../world.ts'

type Field = Exclude<keyof CircuitBreakerStatus, 'metrics' | 'toJSON' | 'toValidationResult'>

/** The fields that read otherwise afterwards; those of the metrics by their own names. */
export const changes = ({ before, after }: Pick<Step, 'before' | 'after'>): Set<string> => {
  const fields = (Object.keys(after) as (Field | 'metrics')[]).filter(
    field => field !== 'metrics' && !Object.is(before[field], after[field]),
  )
  const totals = (Object.keys(after.metrics) as (keyof CircuitBreakerMetrics)[]).filter(
    total => !Object.is(before.metrics[total], after.metrics[total]),
  )
  return new Set([...fields, ...totals])
}

/** Whether nothing but these changed. */
export const onlyChanges = (step: Step, ...fields: readonly string[]): boolean =>
  [...changes(step)].every(field => fields.includes(field))
