import type {
  CircuitBreaker,
  CircuitRejected,
  CircuitRescheduled,
  CircuitSettled,
  CircuitState,
  CircuitTransition,
  TransitionReason,
} from '@recloser/core'

/** An event, and what a listener saw that asked the breaker at that moment, if it did. */
export type Heard = (
  | { readonly type: 'transition'; readonly event: CircuitTransition }
  | { readonly type: 'rescheduled'; readonly event: CircuitRescheduled }
  | { readonly type: 'rejected'; readonly event: CircuitRejected }
  | { readonly type: 'settled'; readonly event: CircuitSettled }
  | { readonly type: 'trip' | 'recovery'; readonly event: CircuitTransition }
) & { readonly seen: Seen | undefined }

interface Seen {
  readonly state: CircuitState
  readonly last: CircuitTransition | undefined
}

/** Listens to everything a breaker tells, and asks it at each event where that is wanted. */
export const listenTo = (breaker: CircuitBreaker, heard: Heard[], isAsking: () => boolean): void => {
  const seen = () =>
    isAsking() ? { state: breaker.state, last: breaker.getStatus().lastTransition } : undefined
  breaker.on('transition', event => heard.push({ type: 'transition', event, seen: seen() }))
  breaker.on('rescheduled', event => heard.push({ type: 'rescheduled', event, seen: seen() }))
  breaker.on('rejected', event => heard.push({ type: 'rejected', event, seen: seen() }))
  breaker.on('settled', event => heard.push({ type: 'settled', event, seen: seen() }))
  breaker.onTrip((_name, _state, event) => heard.push({ type: 'trip', event, seen: seen() }))
  breaker.onRecovery((_name, _state, event) => heard.push({ type: 'recovery', event, seen: seen() }))
}

export const transitionsIn = (heard: readonly Heard[]): CircuitTransition[] =>
  heard.flatMap(({ type, event }) => (type === 'transition' ? [event] : []))

const tripReasons: readonly TransitionReason[] = [
  'failure-threshold',
  'failure-rate',
  'failure-excess',
  'slow-call-rate',
  'probe-failed',
  'probe-slow',
]

export const isTrip = ({ reason }: CircuitTransition): boolean => tripReasons.includes(reason)
