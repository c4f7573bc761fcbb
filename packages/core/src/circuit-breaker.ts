import { Callable } from './callable.ts'
import { checkDuration } from './config-rules.ts'
import { type Signal, whenDrained } from './drain.ts'
import { checkReason, type TransitionReason } from './events.ts'
import { awake, lengthened, opened, probing } from './next-state.ts'
import { CLOSED } from './state.ts'
import type { CircuitBreakerStatus } from './status.ts'

/**
 * A circuit breaker for any async function.
 *
 * One object in five layers, a file each, since parts of their own would make it heavy: who listens (`Observable`), the state
 * (`Circuit`), who is admitted (`Gate`), how functions are called (`Callable`), and here what an operator sees and does.
 */
export class CircuitBreaker extends Callable {
  get isClosed(): boolean {
    return this.state === 'closed'
  }

  get isOpen(): boolean {
    return this.state === 'open'
  }

  get isHalfOpen(): boolean {
    return this.state === 'half-open'
  }

  /** All it knows of itself now. Changes nothing, and does not change afterwards. */
  getStatus(): CircuitBreakerStatus {
    return this.reading(this.config.clock.now())
  }

  /**
   * Rejects every call: until `forceClose` or `reset`, or for `forMs` and then half-open.
   *
   * @param options.reason in the operator's words. @default 'forced'
   * @throws RangeError when `forMs` is no duration, or the reason is that of a rule
   */
  forceOpen(options: { forMs?: number | undefined; reason?: string | undefined } = {}): void {
    const { forMs, reason = 'forced' } = options
    if (forMs !== undefined) checkDuration('forMs', forMs)
    checkReason(reason)
    const { now, state } = this.takeControl()
    if (state.drained !== undefined) return
    const until = now + (forMs ?? Infinity)
    this.announce(this.enter({ ...opened(state, reason, now, until), isForced: true }, reason, now))
  }

  /** Closes, and forgets run, window and backoff. Judging goes on. */
  forceClose(): void {
    const { now, state } = this.takeControl()
    if (state.drained === undefined) this.announce(this.enter(CLOSED, 'forced', now))
  }

  /** Closes as `forceClose` does, and sets the totals to zero. */
  reset(): void {
    const { now, state } = this.takeControl()
    if (state.drained !== undefined) return
    const transition = this.enter(CLOSED, 'reset', now)
    this.zeroTotals()
    this.announce(transition)
  }

  /**
   * Opens for at least so long from now, and never shortens. No trip, no backoff.
   *
   * @param reason in the operator's words
   * @throws RangeError when `forMs` is no duration, or the reason is that of a rule
   */
  pause(forMs: number, reason: TransitionReason = 'paused'): void {
    checkDuration('forMs', forMs)
    checkReason(reason)
    const { now, state } = this.takeControl()
    if (state.drained !== undefined) return
    const until = now + forMs
    const next = state.name === 'open' ? lengthened(state, until) : opened(state, reason, now, until)
    this.announce(this.enter(next, reason, now))
  }

  /** When open and not forced: lets one probe through now, and after its success as many as half-open allows. */
  probeNow(): void {
    const { now, state } = this.takeControl()
    if (state.name === 'open' && !state.isForced) this.announce(this.enter(probing(state, 1), 'due', now))
  }

  /**
   * For a program that slept or was cut off: what came before says nothing any more. Closed, it forgets its window; open or
   * half-open, it lets one probe through now, unless operator or dependency asked for a wait that is not over.
   *
   * @param sleptMs for how long the breaker's clock stood still: waits are over so much sooner
   * @throws RangeError when that is no duration
   */
  wake(sleptMs = 0): void {
    if (sleptMs !== 0) checkDuration('sleptMs', sleptMs)
    const { now, state } = this.takeControl()
    if (!state.isForced) this.announce(this.enter(awake(state, now, sleptMs), 'due', now))
  }

  /**
   * Rejects from now on, for good: nothing done by hand opens it again.
   *
   * @returns resolves when nothing is in flight, or when the signal aborts
   */
  shutdown(signal?: Signal): Promise<void> {
    const { now, state } = this.takeControl()
    const drained = state.drained ?? new Set()
    if (state.drained === undefined) {
      const shut = { ...opened(state, 'shutdown', now, Infinity), isForced: true, drained }
      this.announce(this.enter(shut, 'shutdown', now))
    }
    const isDone = this.memory.inFlight === 0 || signal?.aborted === true
    return isDone ? Promise.resolve() : whenDrained(drained, signal)
  }
}
