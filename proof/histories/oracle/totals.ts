import type { CircuitBreakerMetrics, Outcome } from '@recloser/core'

/** The totals, with every duration kept. */
export class Totals {
  rejected = 0
  busy = 0
  readonly #verdicts: (Outcome | 'late')[] = []
  readonly #durations: number[] = []
  #slow = 0

  add(verdict: Outcome | 'late', durationMs: number | undefined, slow: boolean): void {
    this.#verdicts.push(verdict)
    if (slow) this.#slow += 1
    if (verdict !== 'ignored' && durationMs !== undefined) this.#durations.push(durationMs)
  }

  reading(inFlight: number): CircuitBreakerMetrics {
    const count = (verdict: Outcome | 'late') => this.#verdicts.filter(one => one === verdict).length
    const sum = this.#durations.reduce((total, durationMs) => total + durationMs, 0)
    return {
      totalRequests: this.#verdicts.length + inFlight,
      successes: count('success'),
      failures: count('failure'),
      ignored: count('ignored'),
      throttled: count('throttled'),
      rejected: this.rejected,
      busy: this.busy,
      slow: this.#slow,
      late: count('late'),
      averageResponseTimeMs: this.#durations.length === 0 ? undefined : sum / this.#durations.length,
    }
  }
}
