import { attempt, begin, end, leave } from './call.ts'
import type { Circuit } from './circuit.ts'
import { isTimeOut } from './outcome.ts'
import type { Signal } from './types.ts'
import { assertFunction } from './words.ts'

/**
 * Calls the function as `breaker.call` does, for a caller who may give up: whatever the function rejects with once the signal
 * has aborted is ignored, since many clients throw errors that do not say so. An abort by a time-out is a failure.
 *
 * `callWithSignal(breaker, signal, fetchJson, url, { signal })`: the function is given the signal as any other argument.
 *
 * @returns what the function returns or rejects with; a signal that is over before makes no call, and counts as none
 * @throws CircuitBreakerError (as a rejection) when no call may be made
 */
export const callWithSignal = <Args extends unknown[], Value>(
  breaker: Circuit,
  signal: Signal,
  fn: (...args: Args) => Value | PromiseLike<Value>,
  ...args: Args
): Promise<Value> => {
  if (typeof fn !== 'function') return attempt(assertFunction, ['fn', fn]) as Promise<never>
  if (signal.aborted) return Promise.reject(signal.reason)
  const call = begin(breaker)
  if (call === undefined) return Promise.reject(breaker.rejection())
  const answer = attempt(fn, args)
  leave(call)
  return answer.then(call._succeed, error => {
    if (!signal.aborted) return call._fail(error)
    end(call, isTimeOut(signal.reason) ? 'failure' : 'ignored')
    throw error
  })
}
