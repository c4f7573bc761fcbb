import type { Circuit } from './circuit.ts'
import { isTimeOut, judge } from './outcome.ts'
import { REJECTED } from './permit.ts'
import type { Outcome, Signal } from './types.ts'

/**
 * Calls the function as `breaker.call` does, for a caller who may give up: whatever the function rejects with once the signal
 * has aborted is ignored, since many clients throw errors that do not say so. An abort by a time-out is a failure.
 *
 * `callWithSignal(breaker, signal, fetchJson, url, { signal })`: the function is given the signal as any other argument.
 *
 * @returns what the function returns or rejects with; a signal that is over before makes no call, and counts as none
 * @throws CircuitBreakerError (as a rejection) when no call may be made
 */
export const callWithSignal = async <Args extends unknown[], Value>(
  breaker: Circuit,
  signal: Signal,
  fn: (...args: Args) => Value | PromiseLike<Value>,
  ...args: Args
): Promise<Value> => {
  if (signal.aborted) throw signal.reason
  const { clock, classify } = breaker.config
  const startedAt = clock.now()
  const permit = breaker.acquire()
  if (permit === REJECTED) throw breaker.rejection()
  let outcome: Outcome = 'ignored'
  try {
    const value = await fn(...args)
    outcome = judge(classify, { value })
    return value
  } catch (error) {
    if (!signal.aborted) outcome = judge(classify, { error })
    else if (isTimeOut(signal.reason)) outcome = 'failure'
    throw error
  } finally {
    breaker.settle(permit, outcome, clock.now() - startedAt)
  }
}
