import { isCircuitBreakerError } from './errors.ts'
import { defaultClassify, judge, someCause } from './outcome.ts'
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
  /** Calls within it that have not ended. */
  _waiting = 0
  /** What it came to, where it ended while they were under way: the last of them settles. */
  _ended: Outcome | undefined
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
    if (isProbe(this._permit)) notice(circuit, error)
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
  if (outer) outer._waiting += 1
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

/** Ends a call with its own verdict. Where calls within it are under way and it did not fail, they decide. */
export const end = (call: Call, own: Outcome): void => {
  const outcome = own === 'failure' ? own : (call._inner ?? own)
  if (call._waiting > 0 && outcome !== 'failure') call._ended = outcome
  else if (call._outer) tellOuter(call._outer, outcome)
  else settle(call, outcome)
}

/** A call within another has ended: what is bad counts, though the function around it may hide it. */
const tellOuter = (outer: Call, outcome: Outcome): void => {
  if (outcome === 'failure' || outcome === 'throttled') outer._inner = outcome
  outer._waiting -= 1
  const { _circuit, _ended } = outer
  if (_ended && outer._waiting === 0) end(outer, _ended)
  // The next call within it may use the permit.
  else if (_circuit && isProbe(outer._permit)) hidden.get(_circuit)?.add(outer)
}

const settle = (call: Call, outcome: Outcome): void => {
  const { _circuit, _permit, _startedAt, _isLent } = call
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

/** A probe that fails by a refusal of its own circuit was refused for itself. From then on that is looked for. */
const notice = (circuit: Admitting, error: unknown): void => {
  const isOwn = (cause: unknown) => isCircuitBreakerError(cause) && cause.breakerName === circuit.name
  if (!hidden.has(circuit) && someCause(error, isOwn)) hidden.set(circuit, new Set())
}

/** A call whose answer is always a promise. */
export const attempt = <Args extends unknown[], Value>(
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

/** A clock that throws ends the call: it decides nothing, and nothing stays in flight. */
const timeOf = (circuit: Admitting, permit: Permit): number => {
  try {
    return circuit.config.clock.now()
  } catch (error) {
    circuit.settle(permit, 'ignored', undefined, undefined, Number.NaN)
    throw error
  }
}
