import {
  CircuitBreaker,
  type CircuitBreakerConfig,
  type CircuitTransition,
  type Outcome,
  type Permit,
  REJECTED,
} from '@recloser/core'

/** A breaker on a clock that only the test moves, with the verbs the tests speak in. */
export const harness = (config: CircuitBreakerConfig = {}) => {
  const clock = {
    time: 0,
    reads: 0,
    now: () => {
      clock.reads += 1
      return clock.time
    },
  }
  const breaker = new CircuitBreaker('payments', { clock, jitter: 0, ...config })
  const transitions: CircuitTransition[] = []
  breaker.on('transition', transition => transitions.push(transition))

  const settleNew = (outcome: Outcome, durationMs?: number, waitMs?: number): Permit => {
    const permit = breaker.acquire()
    breaker.settle(permit, outcome, durationMs, waitMs)
    return permit
  }
  const times = (count: number, act: () => unknown): void => {
    for (let index = 0; index < count; index += 1) act()
  }

  return {
    breaker,
    clock,
    transitions,
    advance: (ms: number) => {
      clock.time += ms
    },
    succeed: (count = 1, durationMs?: number) => times(count, () => settleNew('success', durationMs)),
    fail: (count = 1, waitMs?: number) => times(count, () => settleNew('failure', undefined, waitMs)),
    ignore: (count = 1) => times(count, () => settleNew('ignored')),
    throttle: (waitMs?: number) => settleNew('throttled', undefined, waitMs),
    /** Opens it by the rule of failures in a row. */
    trip: () => times(breaker.config.failureThreshold || 0, () => settleNew('failure')),
    /** The moves so far: `closed>open failure-threshold`. */
    moves: () => transitions.map(({ from, to, reason }) => `${from}>${to} ${reason}`),
    isRejected: () => breaker.acquire() === REJECTED,
  }
}
