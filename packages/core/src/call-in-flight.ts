import type { Gate } from './gate.ts'
import { judgeError, judgeValue, type Outcome } from './outcome.ts'
import { type Permit, REJECTED } from './permit.ts'
import { rejectedWith } from './rejected.ts'

/** How many are kept for later; more were in flight at once, the rest goes to the garbage collector. */
const MOST_IDLE = 256
const idle: CallInFlight[] = []

/**
 * From the permit to the verdict of one call. Its two handlers are made once and used again for a later call: to make them
 * for every call was about half of what is ours of its cost.
 */
export class CallInFlight {
  #circuit: Gate | undefined
  #permit: Permit = REJECTED
  /** `NaN` where nobody measures: a field of numbers alone costs no allocation. */
  #startedAt = Number.NaN

  static begin(circuit: Gate, permit: Permit): CallInFlight {
    const call = idle.pop() ?? new CallInFlight()
    const { clock, measureDurations, slowCallMs } = circuit.config
    call.#circuit = circuit
    call.#permit = permit
    call.#startedAt = measureDurations || slowCallMs !== false ? clock.now() : Number.NaN
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
    this.#end(judgeError(this.#owner.config.classify, error))
    return rejectedWith(error)
  }

  /** There is one from `begin` to `#end`, and a promise calls one of the handlers, once. */
  get #owner(): Gate {
    return this.#circuit as Gate
  }

  #end(outcome: Outcome): void {
    const circuit = this.#owner
    const permit = this.#permit
    const startedAt = this.#startedAt
    // Free from here on: a listener of what follows may begin the next call with it.
    this.#circuit = undefined
    if (idle.length < MOST_IDLE) idle.push(this)
    if (Number.isNaN(startedAt)) {
      circuit.settleAt(permit, outcome)
    } else {
      const now = circuit.config.clock.now()
      circuit.settleAt(permit, outcome, now - startedAt, undefined, now)
    }
  }
}
