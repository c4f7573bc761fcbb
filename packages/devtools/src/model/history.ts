import type { CircuitBreakerMetrics, CircuitState } from '@recloser/core'
import type { BreakerView, PanelReading, TransitionView } from '../source/panel-source.ts'
import { reasonWords } from './words.ts'

export const SPAN_MS = 300_000
export const BUCKET_MS = 5_000
const BUCKETS = SPAN_MS / BUCKET_MS
const STORY = 40

/** A stretch of time in one state; it ends where the next begins. */
export interface StateSpan {
  readonly from: number
  readonly state: CircuitState
  readonly label: string
}

/** Calls of five seconds. */
export interface Bucket {
  readonly from: number
  readonly successes: number
  readonly failures: number
  readonly rejected: number
}

type Kind = 'successes' | 'failures' | 'rejected'
const kinds: readonly Kind[] = ['successes', 'failures', 'rejected']

/** Five minutes of one breaker: its states, its calls, and what happened to it. */
export class BreakerHistory {
  spans: StateSpan[] = []
  /** The transitions that were seen, newest first. */
  story: TransitionView[] = []
  readonly #buckets: { -readonly [Key in keyof Bucket]: number }[] = []
  #last: CircuitBreakerMetrics | undefined

  constructor(view: BreakerView) {
    const { lastTransition, state } = view
    if (lastTransition !== undefined) this.tell(lastTransition)
    else this.spans.push({ from: Number.NEGATIVE_INFINITY, state, label: '' })
  }

  tell(transition: TransitionView): void {
    const { at, from, to, reason, counts } = transition
    const latest = this.story[0]
    if (latest !== undefined && Math.abs(latest.at - at) < 1 && latest.to === to) return
    if (this.spans.length === 0) this.spans.push({ from: Number.NEGATIVE_INFINITY, state: from, label: '' })
    this.spans.push({ from: at, state: to, label: to === 'open' ? reasonWords(reason, counts) : '' })
    this.story = [transition, ...this.story].slice(0, STORY)
  }

  sample({ state, metrics }: BreakerView, now: number): void {
    // Open becomes half-open by time alone, and no transition tells of it.
    if (this.spans.at(-1)?.state !== state) this.spans.push({ from: now, state, label: '' })
    const from = Math.floor(now / BUCKET_MS) * BUCKET_MS
    const last = this.#last
    this.#last = metrics
    if (last !== undefined && kinds.some(kind => metrics[kind] > last[kind])) {
      let bucket = this.#buckets.at(-1)
      if (bucket?.from !== from) {
        bucket = { from, successes: 0, failures: 0, rejected: 0 }
        this.#buckets.push(bucket)
      }
      for (const kind of kinds) bucket[kind] += Math.max(0, metrics[kind] - last[kind])
    }
    this.#forget(now - SPAN_MS)
  }

  get buckets(): readonly Bucket[] {
    return this.#buckets
  }

  #forget(before: number): void {
    while ((this.spans[1]?.from ?? Infinity) < before) this.spans.shift()
    while ((this.#buckets[0]?.from ?? Infinity) < before - BUCKET_MS) this.#buckets.shift()
    if (this.#buckets.length > BUCKETS + 2) this.#buckets.shift()
  }
}

/** The histories of all breakers of a panel. */
export class Histories {
  readonly #histories = new Map<string, BreakerHistory>()

  get(name: string): BreakerHistory | undefined {
    return this.#histories.get(name)
  }

  tell(transition: TransitionView): void {
    this.#histories.get(transition.name)?.tell(transition)
  }

  sample({ now, breakers }: PanelReading): void {
    const gone = new Set(this.#histories.keys())
    for (const view of breakers) {
      let history = this.#histories.get(view.name)
      if (history === undefined) {
        history = new BreakerHistory(view)
        this.#histories.set(view.name, history)
      }
      history.sample(view, now)
      gone.delete(view.name)
    }
    for (const name of gone) this.#histories.delete(name)
  }
}
