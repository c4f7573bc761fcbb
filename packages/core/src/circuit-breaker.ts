import { attempt, begin, follow, leave } from './call.ts'
import { Circuit } from './circuit.ts'
import type { CircuitBreakerError } from './errors.ts'
import { rejectedWith } from './rejected.ts'
import { assertFunction } from './words.ts'

type Fallback<Args extends unknown[], Value> = (
  rejection: CircuitBreakerError,
  ...args: Args
) => Value | PromiseLike<Value>

/** A circuit breaker for any async function: acquire, call, judge, settle. */
export class CircuitBreaker extends Circuit {
  /**
   * Calls the function and answers as it does, or rejects at once.
   *
   * @returns what the function returns or rejects with; what it throws becomes a rejection
   * @throws CircuitBreakerError (as a rejection) when no call may be made
   */
  call<Args extends unknown[], Value>(
    fn: (...args: Args) => Value | PromiseLike<Value>,
    ...args: Args
  ): Promise<Value> {
    if (typeof fn !== 'function') return attempt(assertFunction, ['fn', fn]) as Promise<never>
    const call = begin(this)
    if (call === undefined) return Promise.resolve(rejectedWith(this.rejection()))
    let answer: Promise<Value>
    // Not by `attempt`: where the arguments go no further, no array is made of them (32 bytes a call).
    try {
      answer = Promise.resolve(fn(...args))
    } catch (error) {
      answer = Promise.reject(error)
    } finally {
      leave(call)
    }
    return follow(call, answer)
  }

  /**
   * A function of the same signature that makes every call through this breaker, with the `this` it is called with.
   *
   * @param options.fallback answers in place of a rejection by this breaker, never of a failure; what it throws is the
   *   caller's error
   * @throws TypeError when either is no function
   */
  wrap<Args extends unknown[], Value, Other = never>(
    fn: (...args: Args) => Value | PromiseLike<Value>,
    options: { fallback?: Fallback<Args, Other> | undefined } = {},
  ): (...args: Args) => Promise<Value | Other> {
    const { fallback = rejectedWith as Fallback<unknown[], Other> } = options
    assertFunction('fn', fn)
    assertFunction('fallback', fallback)
    const breaker = this
    return function (this: unknown, ...args: Args): Promise<Value | Other> {
      const call = begin(breaker)
      if (call === undefined) return attempt(fallback, [breaker.rejection(), ...args], this)
      // It does not throw.
      const answer = attempt(fn, args, this)
      leave(call)
      return follow(call, answer)
    }
  }
}
