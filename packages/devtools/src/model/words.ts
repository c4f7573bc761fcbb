import type { CircuitState, Counts, TransitionReason } from '@recloser/core'
import type { BreakerView, TransitionView } from '../source/panel-source.ts'

/** The states as people say them. */
export const stateWords: Readonly<Record<CircuitState, string>> = {
  closed: 'Closed',
  open: 'Open',
  'half-open': 'Half-open',
}

/** `0:09`, `1:30`. A second that has begun counts, so that 0:00 means now. */
export const clockOf = (ms: number): string => {
  const seconds = Math.max(0, Math.ceil(ms / 1_000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** `just now`, `40 s ago`, `3 min ago`. */
export const agoOf = (ms: number): string => {
  const seconds = Math.floor(ms / 1_000)
  if (seconds < 2) return 'just now'
  if (seconds < 100) return `${seconds} s ago`
  const minutes = Math.round(seconds / 60)
  return minutes < 100 ? `${minutes} min ago` : `${Math.round(minutes / 60)} h ago`
}

export const percentOf = (rate: number): string => `${Math.round(rate * 100)} %`

const reasons: Readonly<Record<string, (counts: Counts) => string>> = {
  'failure-threshold': ({ run }) => `${run} ${run === 1 ? 'failure' : 'failures in a row'}`,
  'failure-rate': ({ failures, calls }) => `${failures} of ${calls} calls failed`,
  'failure-excess': ({ failures, calls }) => `${failures} of ${calls} calls failed`,
  'slow-call-rate': ({ slow, calls }) => `${slow} of ${calls} calls were slow`,
  'probe-failed': () => 'a probe failed',
  'probe-slow': () => 'a probe was slow',
  throttled: () => 'the server asked for a pause',
  paused: () => 'it was paused',
  forced: () => 'an operator did it',
  due: () => 'the wait is over',
  'probes-succeeded': () => 'the probes succeeded',
  reset: () => 'an operator reset it',
  shutdown: () => 'it is shut down',
  restored: () => 'it was so before a restart',
  busy: () => 'too many calls at once',
}

/** Why, in a few words. A reason that is not ours is the operator's own words. */
export const reasonWords = (reason: TransitionReason, counts: Counts): string =>
  Object.hasOwn(reasons, reason) ? (reasons[reason]?.(counts) ?? reason) : reason

const verbs: Readonly<Record<CircuitState, string>> = {
  closed: 'closed again',
  open: 'opened',
  'half-open': 'lets probes through',
}

/** What happened, why, and for how long: the one place that puts a transition into words. */
export const transitionWords = ({ to, reason, counts, retryAfterMs }: TransitionView): string => {
  const what = `${verbs[to]}: ${reasonWords(reason, counts)}`
  if (to !== 'open') return what
  return `${what}, ${retryAfterMs === undefined ? 'until somebody closes it' : `for ${clockOf(retryAfterMs)}`}`
}

/** What comes next for a breaker that is not closed. */
export const nextWords = ({ state, retryAt }: BreakerView, now: number): string => {
  if (state === 'closed') return ''
  if (state === 'half-open') return 'probing'
  return retryAt === undefined ? 'held' : clockOf(retryAt - now)
}
