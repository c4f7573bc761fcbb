import type { CircuitBreaker } from './circuit-breaker.ts'

/** Whether a breaker may make room for another, and how soon. */
type Standing = 'unused' | 'quiet' | 'overdue' | 'needed'

/**
 * How dispensable a breaker is. Quiet: closed with nothing in flight and nothing bad in its window; unused: the same, and not
 * called since this was last asked; overdue: open or half-open, or failing by a count window that no time empties, and nobody
 * calls any more.
 */
export const standingOf = ({ written, memory, config }: CircuitBreaker): Standing => {
  const { clock, failureWindowMs, maxBackoffMs } = config
  const now = clock.now()
  const isRecent = memory.takeRecent()
  if (memory.inFlight > 0 || (written.name === 'half-open' && isRecent)) return 'needed'
  if (written.name !== 'closed') return now - written.until > maxBackoffMs ? 'overdue' : 'needed'
  const { failures, slow, run } = memory.read(now)
  // What a time window holds against it passes by itself; a count window would hold it for ever.
  if (failures + slow + run > 0) return failureWindowMs === false && !isRecent ? 'overdue' : 'needed'
  return isRecent ? 'quiet' : 'unused'
}
