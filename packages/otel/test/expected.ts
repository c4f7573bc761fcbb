import type { CircuitBreakerManager, CircuitBreakerStatus } from '@recloser/core'
import { keyOf, type Lines } from './scrape.ts'

const fields = {
  success: 'successes',
  failure: 'failures',
  ignored: 'ignored',
  throttled: 'throttled',
  late: 'late',
} as const

/** What a scrape must say of calls and states, worked out from the statuses alone. Only breakers that fold nowhere. */
export const expectedLines = (manager: CircuitBreakerManager): Lines => {
  const { breakers, closed, open, halfOpen, unguarded } = manager.getSystemStatus()
  return new Map<string, number>([
    ['recloser_breaker_count recloser_breaker_state=closed', closed],
    ['recloser_breaker_count recloser_breaker_state=open', open],
    ['recloser_breaker_count recloser_breaker_state=half-open', halfOpen],
    ['recloser_breaker_folded', 0],
    ['recloser_unguarded_total', unguarded],
    ...['open', 'half-open'].map(state => line('status', '_other', { recloser_breaker_state: state }, 0)),
    ...breakers.flatMap(status => [...callLines(status), ...rejectionLines(status), ...statusLines(status)]),
  ])
}

const names = {
  calls: 'recloser_calls_total',
  rejections: 'recloser_rejections_total',
  status: 'recloser_breaker_status',
} as const

const line = (
  what: keyof typeof names,
  breaker: string,
  labels: Record<string, string>,
  value: number,
): [string, number] => [keyOf(names[what], { recloser_breaker_name: breaker, ...labels }), value]

const callLines = ({ name, metrics }: CircuitBreakerStatus): [string, number][] =>
  Object.entries(fields)
    .filter(([outcome, field]) => metrics[field] > 0 || ['success', 'failure'].includes(outcome))
    .map(([outcome, field]) => line('calls', name, { recloser_outcome: outcome }, metrics[field]))

const rejectionLines = ({ name, metrics, reason }: CircuitBreakerStatus): [string, number][] => {
  const known = reason === 'failure-threshold' ? reason : '_other'
  return metrics.rejected === 0
    ? []
    : [line('rejections', name, { recloser_reason: known }, metrics.rejected)]
}

const statusLines = ({ name, state, lastTransition }: CircuitBreakerStatus): [string, number][] =>
  lastTransition === undefined
    ? []
    : ['closed', 'open', 'half-open'].map(one =>
        line('status', name, { recloser_breaker_state: one }, one === state ? 1 : 0),
      )

/** Labels that come from the name, or that a scraper or a scope adds. */
export const added: readonly string[] = [
  'server_address',
  'server_port',
  'url_template',
  'http_request_method',
  'otel_scope_name',
  'instance',
  'job',
]

/** The lines that `expectedLines` covers. */
export const covered = (lines: Lines): Lines =>
  new Map(
    [...lines].filter(([key]) => /^recloser_(calls|rejections|breaker|unguarded)/.test(key)).toSorted(byKey),
  )

const byKey = ([one]: [string, number], [other]: [string, number]): number => one.localeCompare(other)
