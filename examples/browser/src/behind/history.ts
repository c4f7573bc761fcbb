import type { CircuitManager, CircuitState, Counts, Outcome, TransitionReason } from '@recloser/core'
import { createStore, type Store } from '../store.ts'

/** A time spent in one state, on the clock of the breakers. It lasts until the next one begins. */
export interface Span {
  readonly state: CircuitState
  readonly from: number
  /** Open: when its period is over, unless somebody lengthens it; `Infinity` when nobody knows. */
  readonly dueAt: number
}

/** One call: admitted (with its outcome; `late` when it decided nothing), or rejected. */
export interface Mark {
  readonly id: number
  readonly at: number
  readonly kind: 'rejected' | 'late' | Outcome
  readonly isProbe: boolean
}

/** What one breaker did, the oldest first. Replaced, never changed. */
export interface BreakerHistory {
  readonly spans: readonly Span[]
  readonly marks: readonly Mark[]
}

/** One change of state, for the journal. */
export interface Entry {
  readonly id: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly host: string
  readonly to: CircuitState
  readonly reason: TransitionReason
  readonly counts: Counts
  readonly retryAfterMs: number | undefined
}

/** What happened, as far as it can still be drawn or told. */
export interface History {
  of(host: string): BreakerHistory
  /** The newest first. */
  readonly journal: Store<readonly Entry[]>
}

/** How far back it goes, in milliseconds. */
export const memoryMs = 90_000

const entriesKept = 6

/** Writes down what the breakers of a manager do from now on, by their public events alone. */
export function recordHistory(manager: CircuitManager, now: () => number = () => performance.now()): History {
  const began = now()
  const histories = new Map<string, BreakerHistory>()
  const journal = createStore<readonly Entry[]>([])
  let written = 0

  const historyOf = (host: string): BreakerHistory => histories.get(host) ?? fresh(manager, host, began)
  const mark = (host: string, kind: Mark['kind'], isProbe: boolean) => {
    const { spans, marks } = historyOf(host)
    const at = now()
    const recent = marks.filter(earlier => earlier.at > at - memoryMs)
    written += 1
    histories.set(host, { spans, marks: [...recent, { id: written, at, kind, isProbe }] })
  }

  manager.on('settled', ({ name, outcome, late }) => {
    // The event of a probe comes before the transition that it causes.
    const isProbe = !late && historyOf(name).spans.at(-1)?.state === 'half-open'
    mark(name, late ? 'late' : outcome, isProbe)
  })
  manager.on('rejected', ({ name }) => mark(name, 'rejected', false))
  manager.on('transition', ({ name, to, reason, counts, retryAfterMs, at }) => {
    const { spans, marks } = historyOf(name)
    const dueAt = to === 'open' ? at + (retryAfterMs ?? Infinity) : Infinity
    histories.set(name, { spans: [...recentSpans(spans, at), { state: to, from: at, dueAt }], marks })
    written += 1
    const entry: Entry = { id: written, at: Date.now(), host: name, to, reason, counts, retryAfterMs }
    journal.set([entry, ...journal.get()].slice(0, entriesKept))
  })

  return { of: historyOf, journal }
}

/** A breaker that was restored begins as it is, any other closed. */
function fresh(manager: CircuitManager, host: string, from: number): BreakerHistory {
  const breaker = manager.get(host)
  const state = breaker?.state ?? 'closed'
  const dueAt = state === 'open' ? from + (breaker?.retryAfterMs ?? Infinity) : Infinity
  return { spans: [{ state, from, dueAt }], marks: [] }
}

/** The last one before the time that can be drawn is still seen: it lasts into it. */
function recentSpans(spans: readonly Span[], now: number): readonly Span[] {
  return spans.filter((_, index) => {
    const next = spans[index + 1]
    return next === undefined || next.from > now - memoryMs
  })
}
