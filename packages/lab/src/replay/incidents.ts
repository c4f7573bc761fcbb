/** A stretch in which failures outnumbered successes. */
export interface Incident {
  readonly from: number
  readonly to: number
  readonly calls: number
  readonly failures: number
}

/** By so many failures more than successes a stretch is an incident: mere chance makes no such one below a third failing. */
const NEEDED = 10
/** So many are enough where they take this long, as on a host with little traffic. */
const NEEDED_SLOWLY = 5
const SLOWLY_MS = 30_000
/** By so many successes more than failures, at most, it is known to be over. */
const ENOUGH = 50
/** After so long without a call it is over too. */
const SILENCE_MS = 600_000

/**
 * Finds incidents in the results of calls, by no breaker's rule: a sum goes up with each failure and down with each success,
 * never below 0. An incident begins with the failure at which the sum left 0, and ends with the one at which it was highest.
 */
export class Incidents {
  readonly #onBegin: (at: number) => void
  readonly #onEnd: (incident: Incident | undefined, at: number) => void
  #sum = 0
  #peak = 0
  #from = 0
  #to = 0
  #last = 0
  #calls = 0
  #failures = 0
  #callsAtPeak = 0
  #failuresAtPeak = 0

  /**
   * @param onBegin at a failure with which an incident may begin
   * @param onEnd when it is known whether it was one, and when it ended
   */
  constructor(onBegin: (at: number) => void, onEnd: (incident: Incident | undefined, at: number) => void) {
    this.#onBegin = onBegin
    this.#onEnd = onEnd
  }

  settle(at: number, isFailure: boolean): void {
    if (this.#sum > 0 && at - this.#last > SILENCE_MS) this.finish(at)
    this.#last = at
    if (isFailure) this.#fail(at)
    else if (this.#sum > 0) this.#succeed(at)
  }

  /** The log has ended, or nobody has called for long. */
  finish(at: number): void {
    if (this.#peak === 0) return
    const needed = this.#to - this.#from >= SLOWLY_MS ? NEEDED_SLOWLY : NEEDED
    const isIncident = this.#peak >= needed
    const [from, to] = [this.#from, this.#to]
    this.#sum = 0
    this.#peak = 0
    this.#onEnd(
      isIncident ? { from, to, calls: this.#callsAtPeak, failures: this.#failuresAtPeak } : undefined,
      at,
    )
  }

  #fail(at: number): void {
    if (this.#sum === 0) {
      this.#from = at
      this.#calls = 0
      this.#failures = 0
      this.#onBegin(at)
    }
    this.#sum += 1
    this.#calls += 1
    this.#failures += 1
    if (this.#sum < this.#peak) return
    this.#peak = this.#sum
    this.#to = at
    this.#callsAtPeak = this.#calls
    this.#failuresAtPeak = this.#failures
  }

  #succeed(at: number): void {
    this.#sum -= 1
    this.#calls += 1
    const drop = Math.max(NEEDED_SLOWLY, Math.min(this.#peak / 2, ENOUGH))
    if (this.#sum === 0 || this.#sum <= this.#peak - drop) this.finish(at)
  }
}
