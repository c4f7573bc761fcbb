import { defaultClassify, judge } from './outcome.ts'
import { REJECTED } from './permit.ts'
import type { Outcome, Permit, ResolvedConfig } from './types.ts'

/** What a call needs of the circuit that admitted it. */
interface Admitting {
  readonly config: ResolvedConfig
  settle(permit: Permit, outcome: Outcome, durationMs?: number, waitMs?: number, now?: number): void
}

/** How many are kept for later; more were in flight at once, the rest goes to the garbage collector. */
const MOST_IDLE = 256
const idle: Call[] = []

/**
 * From the permit to the verdict of one call. Its two handlers are made once and used again for a later call: to make them
 * for every call was about half of what is ours of its cost.
 */
class Call {
  _circuit: Admitting | undefined
  _permit: Permit = REJECTED
  /** `NaN` where nobody measures: a field of numbers alone costs no allocation. */
  _startedAt: number = Number.NaN

  readonly _succeed = <Value>(value: Value): Value => {
    const { classify } = (this._circuit as Admitting).config
    // The default needs no object to tell.
    end(this, classify === defaultClassify ? 'success' : judge(classify, { value }))
    return value
  }

  readonly _fail = (error: unknown): PromiseLike<never> => {
    end(this, judge((this._circuit as Admitting).config.classify, { error }))
    return rejectedWith(error)
  }
}

/** Begins a call that was admitted. */
export const begin = (circuit: Admitting, permit: Permit): Call => {
  const call = idle.pop() ?? new Call()
  const { measureDurations, slowCallMs } = circuit.config
  call._circuit = circuit
  call._permit = permit
  call._startedAt = measureDurations || slowCallMs ? timeOf(circuit, permit) : Number.NaN
  return call
}

/** Settles when the answer does. Not by its own `then`, which may be anybody's: each handler must be called once. */
export const follow = <Value>(call: Call, answer: Promise<Value>): Promise<Value> =>
  Promise.prototype.then.call(answer, call._succeed, call._fail) as Promise<Value>

const end = (call: Call, outcome: Outcome): void => {
  const { _circuit, _permit, _startedAt } = call
  // From `begin` to here there is one, and a promise calls one of the handlers, once.
  const circuit = _circuit as Admitting
  // Free from here on: a listener of what follows may begin the next call with it.
  call._circuit = undefined
  if (idle.length < MOST_IDLE) idle.push(call)
  if (Number.isNaN(_startedAt)) {
    circuit.settle(_permit, outcome)
  } else {
    const now = timeOf(circuit, _permit)
    circuit.settle(_permit, outcome, now - _startedAt, undefined, now)
  }
}

/** A clock that throws ends the call: it decides nothing, and nothing stays in flight. */
const timeOf = (circuit: Admitting, permit: Permit): number => {
  try {
    return circuit.config.clock.now()
  } catch (error) {
    circuit.settle(permit, 'ignored', undefined, undefined, Number.NaN)
    throw error
  }
}

/**
 * What a promise resolves with to be rejected a moment later, at less than half the price of a handler that throws or of
 * a promise that is rejected from the start. Unhandled, it is reported as any. See docs/decisions/rejections.md.
 */
export const rejectedWith = (error: unknown): PromiseLike<never> => {
  const then = (_: unknown, reject: (error: unknown) => void) => reject(error)
  const thenable = { then } // oxlint-disable-line unicorn/no-thenable
  return thenable as PromiseLike<never>
}
