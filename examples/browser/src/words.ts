import type {
  CircuitBreakerStatus,
  CircuitState,
  Counts,
  ResolvedConfig,
  TransitionReason,
} from '@recloser/core'

/** The states as people say them. */
export const stateWords: Record<CircuitState, string> = {
  closed: 'Closed',
  open: 'Open',
  'half-open': 'Half-open',
}

/** `0:09`, `1:30`. A second that has begun counts: 0:00 means now. */
export function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** `just now`, `40 s ago`, `3 min ago`. */
export function agoOf(ms: number): string {
  const seconds = Math.floor(ms / 1_000)
  if (seconds < 2) return 'just now'
  if (seconds < 100) return `${seconds}\u00A0s ago`
  return `${Math.round(seconds / 60)} min ago`
}

const percent = (rate: number): string => `${Math.round(rate * 100)}\u00A0%`

/** What a breaker's configuration waits for, in one line. */
export function rulesOf(config: ResolvedConfig): string {
  const window =
    config.failureWindow === false
      ? `in ${config.failureWindowMs / 1_000}\u00A0s`
      : `of the last ${config.failureWindow.calls}`
  const rules = [
    config.failureThreshold !== false && `${config.failureThreshold} failures in a row`,
    config.slowCallMs !== false &&
      `${percent(config.slowCallRateThreshold)} over ${config.slowCallMs}\u00A0ms`,
    config.failureRateThreshold !== false && `${percent(config.failureRateThreshold)} failures ${window}`,
  ].filter(rule => rule !== false)
  return `Opens at ${rules.join(', or ')}`
}

/** Why a circuit changed its state, from the evidence of the transition. */
export function reasonWords(reason: TransitionReason, counts?: Counts): string {
  const known: Record<string, string> = {
    'failure-threshold': counts ? `${counts.run} failures in a row` : 'too many failures in a row',
    'failure-rate': counts ? `${counts.failures} of ${counts.calls} calls failed` : 'too many calls failed',
    'slow-call-rate': counts
      ? `${counts.slow} of ${counts.calls} calls were slow`
      : 'too many calls were slow',
    'probe-failed': 'a probe failed',
    'probe-slow': 'a probe was slow',
    throttled: 'the host asked for a pause',
    due: 'its wait is over',
    'probes-succeeded': 'the probes succeeded',
    forced: 'an operator holds it',
    restored: 'as it was before the reload',
  }
  return known[reason] ?? reason
}

/** What a breaker does now, and why: `opened: 3 failures in a row`, `tries again in 0:12`, `calls spared 41`. */
export function statusWords(
  status: CircuitBreakerStatus | undefined,
  retryAfterMs: number | undefined,
): string[] {
  if (status === undefined) return ['calls go through']
  const { state, metrics } = status
  const words =
    state === 'closed' ? closedWords(status) : [openedWords(status), nextWords(state, retryAfterMs)]
  return metrics.rejected === 0 ? words : [...words, `calls spared ${metrics.rejected}`]
}

function closedWords({ calls, failureRate, failureCount }: CircuitBreakerStatus): string[] {
  if (calls === 0) return ['calls go through']
  const failures = Math.round(failureRate * calls)
  if (failures === 0) return ['calls go through', `none of ${calls} in the window failed`]
  return ['calls go through', `${failures} of ${calls} in the window failed`, `${failureCount} in a row`]
}

function openedWords({ reason = '', lastTransition }: CircuitBreakerStatus): string {
  const counts = lastTransition?.to === 'open' ? lastTransition.counts : undefined
  return `opened: ${reasonWords(reason, counts)}`
}

function nextWords(state: CircuitState, retryAfterMs: number | undefined): string {
  if (state === 'half-open') return 'a probe decides'
  return retryAfterMs === undefined ? 'until somebody closes it' : `tries again in ${clockOf(retryAfterMs)}`
}
