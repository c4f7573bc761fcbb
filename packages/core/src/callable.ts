import { CallInFlight } from './call-in-flight.ts'
import { assertFunction } from './config-rules.ts'
import type { CircuitBreakerError } from './errors.ts'
import { Gate } from './gate.ts'
import { REJECTED } from './permit.ts'
import { rejectedWith } from './rejected.ts'

type Fallback<Args extends unknown[], Value> = (
  rejection: CircuitBreakerError,
  ...args: Args
) => Value | PromiseLike<Value>

/** How a function is called through a circuit: acquire, call, judge, settle. Knows nothing of states. */
export abstract class Callable extends Gate {
  // The call whose function is running at this very moment, until another call within it uses its permit.
  #running: CallInFlight | undefined
  /**
   * The probes in flight that no call within them has used; kept from when such a call was first seen to be refused.
   *
   * @internal
   */
  nested: Set<CallInFlight> | undefined

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
    const call = this.#begin()
    if (call === undefined) return Promise.resolve(rejectedWith(this.rejection()))
    let answer: Promise<Value>
    const outer = this.#running
    this.#running = call
    // Not by `attempt`: where the arguments go no further, no array is made of them (32 bytes a call).
    try {
      answer = Promise.resolve(fn(...args))
    } catch (error) {
      answer = Promise.reject(error)
    } finally {
      this.#running = outer
    }
    return call.follow(answer)
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
    const { fallback } = options
    assertFunction('fn', fn)
    if (fallback !== undefined) assertFunction('fallback', fallback)
    const breaker = this
    return function (this: unknown, ...args: Args): Promise<Value | Other> {
      const call = breaker.#begin()
      if (call !== undefined) {
        const outer = breaker.#running
        breaker.#running = call
        // It does not throw.
        const answer = attempt(fn, args, this)
        breaker.#running = outer
        return call.follow(answer)
      }
      const rejection = breaker.rejection()
      return fallback === undefined
        ? Promise.resolve(rejectedWith(rejection))
        : attempt(fallback, [rejection, ...args], this)
    }
  }

  /** A call on a permit of its own, or on that of the call which it is a part of; `undefined` when it is refused. */
  #begin(): CallInFlight | undefined {
    const outer = this.#running ?? (this.nested && this.#probeToUse())
    if (outer !== undefined) {
      // A second one in the same function takes a permit of its own.
      this.#running = undefined
      return CallInFlight.within(this, outer)
    }
    const permit = this.acquire()
    return permit === REJECTED ? undefined : CallInFlight.begin(this, permit)
  }

  /** Where this call would be refused: a probe that may be waiting for it. */
  #probeToUse(): CallInFlight | undefined {
    // Only where no slot is free is there no telling when to come again.
    if (this.written.name !== 'half-open' || this.retryAfterMs !== undefined) return undefined
    const [probe] = this.nested ?? []
    if (probe !== undefined) this.nested?.delete(probe)
    return probe
  }
}

/** A call whose answer is always a promise. */
const attempt = <Args extends unknown[], Value>(
  fn: (...args: Args) => Value | PromiseLike<Value>,
  args: Args,
  self?: unknown,
): Promise<Value> => {
  try {
    return Promise.resolve(Reflect.apply(fn, self, args))
  } catch (error) {
    return Promise.reject(error)
  }
}
