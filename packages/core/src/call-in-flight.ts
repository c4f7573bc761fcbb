import type { Callable } from './callable.ts'
import { isCircuitBreakerError } from './errors.ts'
import { judgeError, judgeValue, type Outcome } from './outcome.ts'
import { isProbe, type Permit, REJECTED } from './permit.ts'
import { rejectedWith } from './rejected.ts'

/** How many are kept for later; more were in flight at once, the rest goes to the garbage collector. */
const MOST_IDLE = 256
const idle: CallInFlight[] = []

/**
 * From the permit to the verdict of one call. Its two handlers are made once and used again for a later call: to make them
 * for every call was about half of what is ours of its cost.
 */
export class CallInFlight {
  #circuit: Callable | undefined
  #permit: Permit = REJECTED
  /** `NaN` where nobody measures: a field of numbers alone costs no allocation. */
  #startedAt = Number.NaN

  /** The call that it is a part of, and whose permit it uses. */
  #outer: CallInFlight | undefined
  /** What a call within it came to, where that is bad. Its own function may have hidden it. */
  #inner: Outcome | undefined
  /** Others may hold it after its end: it is not used again. */
  #isShared = false

  /** A call on the permit of another. */
  static within(circuit: Callable, outer: CallInFlight): CallInFlight {
    const call = new CallInFlight()
    call.#circuit = circuit
    call.#outer = outer
    call.#isShared = outer.#isShared = true
    return call
  }

  static begin(circuit: Callable, permit: Permit): CallInFlight {
    const call = idle.pop() ?? new CallInFlight()
    const { clock, measureDurations, slowCallMs } = circuit.config
    call.#circuit = circuit
    call.#permit = permit
    call.#startedAt = measureDurations || slowCallMs !== false ? clock.now() : Number.NaN
    if (circuit.nested !== undefined && isProbe(permit)) circuit.nested.add(call)
    return call
  }

  /** Not by the promise's own `then`, which may be anybody's: each handler must be called once. */
  follow<Value>(answer: Promise<Value>): Promise<Value> {
    return Promise.prototype.then.call(answer, this.succeed, this.fail) as Promise<Value>
  }

  readonly succeed = <Value>(value: Value): Value => {
    this.#end(judgeValue(this.#owner.config.classify, value))
    return value
  }

  readonly fail = (error: unknown): PromiseLike<never> => {
    const circuit = this.#owner
    // A probe that fails by a refusal of its own circuit: it was refused for itself. From now on that is looked for.
    if (isProbe(this.#permit) && isCircuitBreakerError(error) && error.breakerName === circuit.name)
      circuit.nested ??= new Set()
    this.#end(judgeError(circuit.config.classify, error))
    return rejectedWith(error)
  }

  /** There is one from `begin` to `#end`, and a promise calls one of the handlers, once. */
  get #owner(): Callable {
    return this.#circuit as Callable
  }

  #end(own: Outcome): void {
    const circuit = this.#owner
    const outcome = own === 'failure' ? own : (this.#inner ?? own)
    if (this.#outer !== undefined) {
      if (outcome === 'failure' || outcome === 'throttled') this.#outer.#inner = outcome
      return
    }
    circuit.nested?.delete(this)
    const permit = this.#permit
    const startedAt = this.#startedAt
    // Free from here on: a listener of what follows may begin the next call with it.
    this.#circuit = undefined
    if (idle.length < MOST_IDLE && !this.#isShared) idle.push(this)
    if (Number.isNaN(startedAt)) {
      circuit.settleAt(permit, outcome)
    } else {
      const now = circuit.config.clock.now()
      circuit.settleAt(permit, outcome, now - startedAt, undefined, now)
    }
  }
}
