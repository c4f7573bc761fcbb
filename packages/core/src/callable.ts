import { CallInFlight } from './call-in-flight.ts'
import { assertFunction } from './config-rules.ts'
import type { CircuitBreakerError } from './errors.ts'
import { Gate } from './gate.ts'
import { REJECTED } from './permit.ts'

type Fallback<Args extends unknown[], Value> = (
  rejection: CircuitBreakerError,
  ...args: Args
) => Value | PromiseLike<Value>

/** How a function is called through a circuit: acquire, call, judge, settle. Knows nothing of states. */
export abstract class Callable extends Gate {
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
    return this.#make(fn, args)
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
      return breaker.#make(fn, args, this, fallback)
    }
  }

  #make<Args extends unknown[], Value, Other = never>(
    fn: (...args: Args) => Value | PromiseLike<Value>,
    args: Args,
    self?: unknown,
    fallback?: Fallback<Args, Other>,
  ): Promise<Value | Other> {
    const permit = this.acquire()
    if (permit === REJECTED) {
      const rejection = this.rejection()
      if (fallback !== undefined) return attempt(fallback, [rejection, ...args], self)
      // A promise that is rejected when it has its handler already costs a third.
      return Promise.resolve(rejection).then(rethrow)
    }
    const call = CallInFlight.begin(this, permit)
    // Not by the promise's own `then`, which may be anybody's: each handler must be called once.
    return Promise.prototype.then.call(attempt(fn, args, self), call.succeed, call.fail) as Promise<Value>
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

const rethrow = (error: unknown): never => {
  throw error
}
