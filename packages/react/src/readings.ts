import type { Circuit, CircuitBreakerStatus } from '@recloser/core'

interface Reading {
  readonly status: CircuitBreakerStatus
  /** The round of `renew` it belongs to. */
  readonly round: number
}

/**
 * The readings that one component shows. React compares by reference, so a reading is kept until the breaker has changed:
 * its numbers move with every call, its wait with every millisecond, and neither is a reason to render.
 */
export class Readings {
  readonly #readings = new WeakMap<Circuit, Reading>()
  #round = 0

  of(breaker: Circuit): CircuitBreakerStatus {
    const fresh = breaker.getStatus()
    const known = this.#readings.get(breaker)
    const hasChanged =
      known === undefined ||
      !isSameState(known.status, fresh) ||
      (known.round !== this.#round && !isSameInAll(known.status, fresh))
    const status = hasChanged ? fresh : known.status
    this.#readings.set(breaker, { status, round: this.#round })
    return status
  }

  /** From here on the numbers are those of now. */
  renew(): void {
    this.#round += 1
  }
}

/** A shorter wait is time going by; a longer one was asked for. */
const isSameState = (known: CircuitBreakerStatus, fresh: CircuitBreakerStatus): boolean =>
  known.state === fresh.state &&
  known.lastTransition === fresh.lastTransition &&
  known.forced === fresh.forced &&
  known.reason === fresh.reason &&
  (known.retryAfterMs ?? 0) >= (fresh.retryAfterMs ?? 0)

const isSameInAll = (known: CircuitBreakerStatus, fresh: CircuitBreakerStatus): boolean =>
  JSON.stringify(known) === JSON.stringify(fresh)
