import { isCircuitBreakerError } from './errors.ts'
import { defaultClassify, judge } from './outcome.ts'
import { isProbe, REJECTED } from './permit.ts'
import { rejectedWith } from './rejected.ts'
import type { State } from './state.ts'
import type { Outcome, Permit, ResolvedConfig } from './types.ts'

/** What a call needs of the circuit that admits it. */
interface Admitting {
  readonly name: string
  readonly config: ResolvedConfig
  readonly retryAfterMs: number | undefined
  readonly _state: State
  acquire(): Permit
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
  /** The call of the same circuit that it is a part of, and whose permit it uses. */
  _outer: Call | undefined
  /** What a call within it came to, where that is bad: its own function may have hidden it. */
  _inner: Outcome | undefined
  /** Whether a call within it uses its permit, or did. Others may hold it after its end: it is not used again. */
  _isLent = false
  /** The call within whose function it was begun. */
  _around: Call | undefined

  readonly _succeed = <Value>(value: Value): Value => {
    const { classify } = (this._circuit as Admitting).config
    // The default needs no object to tell.
    end(this, classify === defaultClassify ? 'success' : judge(classify, { value }))
    return value
  }

  readonly _fail = (error: unknown): PromiseLike<never> => {
    const circuit = this._circuit as Admitting
    // A probe that fails by a refusal of its own circuit: it was refused for itself. From now on that is looked for.
    if (
      isProbe(this._permit) &&
      isCircuitBreakerError(error) &&
      error.breakerName === circuit.name &&
      !hidden.has(circuit)
    )
      hidden.set(circuit, new Set())
    end(this, judge(circuit.config.classify, { error }))
    return rejectedWith(error)
  }
}

/** The call whose function is running at this very moment. */
let running: Call | undefined

/** Of circuits where an await was seen to hide one call from the other: the probes in flight that no call within them has used. */
const hidden = /* @__PURE__ */ new WeakMap<Admitting, Set<Call>>()

/**
 * Begins a call, if it is admitted. A call within a call of the same circuit is one with it: it uses that permit, or a circuit
 * with one slot would wait for itself for ever.
 */
export const begin = (circuit: Admitting): Call | undefined => {
  const outer = enclosing(circuit) ?? unusedProbe(circuit)
  const permit = outer ? REJECTED : circuit.acquire()
  if (!outer && permit === REJECTED) return undefined
  const call = (outer ? undefined : idle.pop()) ?? new Call()
  const { measureDurations, slowCallMs } = circuit.config
  call._circuit = circuit
  call._outer = outer
  call._permit = permit
  call._startedAt = !outer && (measureDurations || slowCallMs) ? timeOf(circuit, permit) : Number.NaN
  if (isProbe(permit)) hidden.get(circuit)?.add(call)
  call._around = running
  running = call
  return call
}

/** The function of the call has answered, or thrown: what is called from now on is not within it. */
export const leave = (call: Call): void => {
  running = call._around
  call._around = undefined
}

/** The call of this circuit that is running, once: a second one in the same function takes a permit of its own. */
const enclosing = (circuit: Admitting): Call | undefined => {
  let call = running
  while (call && !(call._circuit === circuit && !call._isLent)) call = call._around
  if (call) call._isLent = true
  return call
}

/** Where this call would be refused, since no slot is free: a probe that may be waiting for it. */
const unusedProbe = (circuit: Admitting): Call | undefined => {
  if (circuit._state.name !== 'half-open' || circuit.retryAfterMs !== undefined) return undefined
  const probes = hidden.get(circuit)
  const [probe] = probes ?? []
  if (!probe) return undefined
  probes?.delete(probe)
  probe._isLent = true
  return probe
}

/** Settles when the answer does. Not by its own `then`, which may be anybody's: each handler must be called once. */
export const follow = <Value>(call: Call, answer: Promise<Value>): Promise<Value> =>
  Promise.prototype.then.call(answer, call._succeed, call._fail) as Promise<Value>

const end = (call: Call, own: Outcome): void => {
  const { _circuit, _permit, _startedAt, _outer, _inner = own, _isLent } = call
  const outcome = own === 'failure' ? own : _inner
  if (_outer) {
    if (outcome === 'failure' || outcome === 'throttled') _outer._inner = outcome
    return
  }
  // From `begin` to here there is one, and a promise calls one of the handlers, once.
  const circuit = _circuit as Admitting
  if (isProbe(_permit)) hidden.get(circuit)?.delete(call)
  // Free from here on: a listener of what follows may begin the next call with it.
  call._circuit = undefined
  if (!_isLent && idle.length < MOST_IDLE) idle.push(call)
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
