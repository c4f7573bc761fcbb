import type { Outcome } from '@recloser/core'
import type { Candidate } from './candidates.ts'
import type { LoggedCall } from './logged-call.ts'
import { Pending } from './pending.ts'
import type { ReplayOptions } from './replay-options.ts'
import { Score } from './score.ts'
import { Target, type TargetTotals } from './target-lanes.ts'
import { Targets } from './targets.ts'
import { Timeline } from './timeline.ts'
import { outcomeOf } from './verdict.ts'

const OUTCOMES: readonly Outcome[] = ['success', 'failure', 'ignored', 'throttled']
const FAILURE = 1

const BEGINS = 0
const ENDS = 1

/** More calls than this are not kept waiting for lines that are late, whatever the times say. */
const MOST_PENDING = 250_000

/** Lives through a log once, with the breakers of every candidate at the same time. */
export class Replay {
  readonly scores: readonly Score[]
  /** Calls and failures, then for each candidate what it spared and what it lost. */
  readonly timeline: Timeline
  readonly targets: Targets
  calls = 0
  failures = 0
  /** Lines that came later than the reordering allows. Their calls count at the moment at which they were read. */
  late = 0
  readonly #candidates: readonly Candidate[]
  readonly #lanes: Target[] = []
  readonly #pending: Pending
  readonly #clock = { at: 0, now: (): number => this.#clock.at }
  readonly #reorderMs: number
  #newest = -Infinity
  #oldest = Infinity

  constructor(candidates: readonly Candidate[], options: ReplayOptions = {}) {
    this.#candidates = candidates
    this.#pending = new Pending(candidates.length)
    this.#reorderMs = options.reorderMs ?? 60_000
    this.scores = candidates.map(() => new Score())
    this.timeline = new Timeline(2 + 2 * candidates.length)
    this.targets = new Targets(options.by ?? 'host', options.maxTargets ?? 1_000, options.routes)
  }

  /** The stretch of time that the log is about; `undefined` when it is empty. */
  get span(): { readonly fromMs: number; readonly toMs: number } | undefined {
    return this.calls === 0 ? undefined : { fromMs: this.#oldest, toMs: this.#newest }
  }

  /** What the log says of each host or route, in the order in which they came. */
  get totals(): readonly TargetTotals[] {
    return this.#lanes.map(({ totals }) => totals)
  }

  take(call: LoggedCall): void {
    const target = this.targets.indexOf(call)
    if (target < 0) return
    if (target === this.#lanes.length) this.#addTarget(target)
    const pending = this.#pending
    const row = pending.take()
    const { startMs, durationMs } = call
    pending.targets[row] = target
    pending.durations[row] = durationMs
    pending.waits[row] = call.waitMs
    pending.outcomes[row] = OUTCOMES.indexOf(outcomeOf(call.status, call.waitMs, call.isAborted))
    if (startMs < this.#clock.at) this.late += 1
    const at = Math.max(startMs, this.#clock.at)
    pending.events.push(at, BEGINS, row, 0)
    this.calls += 1
    this.#oldest = Math.min(this.#oldest, startMs)
    this.#newest = Math.max(this.#newest, startMs + durationMs)
    this.#advance(this.#newest - this.#reorderMs)
    while (pending.events.size > MOST_PENDING) this.#step()
  }

  /** The log has ended. */
  finish(): void {
    this.#advance(Infinity)
    for (const target of this.#lanes) target.finish(this.#clock.at)
  }

  #advance(until: number): void {
    const { events } = this.#pending
    while (events.size > 0 && events.nextTime <= until) this.#step()
  }

  #step(): void {
    const { events } = this.#pending
    events.pop()
    this.#clock.at = events.time
    if (events.kind === BEGINS) this.#begin(events.subject, events.time)
    else this.#end(events.subject, events.time)
  }

  #begin(row: number, now: number): void {
    const { targets, durations, outcomes, permits, events } = this.#pending
    const [outcome, durationMs] = [outcomes[row] as number, durations[row] as number]
    const { lanes, totals } = this.#lanes[targets[row] as number] as Target
    const isFailure = outcome === FAILURE
    totals.calls += 1
    this.timeline.add(0, now)
    if (isFailure) {
      totals.failures += 1
      this.failures += 1
      this.timeline.add(1, now)
    }
    const width = lanes.length
    for (let index = 0; index < width; index++) {
      const permit = (lanes[index] as (typeof lanes)[number]).breaker.acquire()
      permits[row * width + index] = permit
      if (permit === 0) this.#reject(index, OUTCOMES[outcome] as Outcome, durationMs, now)
    }
    events.push(now + durationMs, ENDS, row, 0)
  }

  #reject(index: number, outcome: Outcome, durationMs: number, now: number): void {
    const was = (this.scores[index] as Score).reject(outcome, durationMs)
    if (was !== undefined) this.timeline.add((was === 'spared' ? 2 : 3) + 2 * index, now)
  }

  #end(row: number, now: number): void {
    const { targets, durations, outcomes, waits, permits } = this.#pending
    const target = this.#lanes[targets[row] as number] as Target
    const outcome = outcomes[row] as number
    if (outcome <= FAILURE) target.incidents.settle(now, outcome === FAILURE)
    const width = target.lanes.length
    const words = OUTCOMES[outcome] as Outcome
    const waitMs = waits[row] === 0 ? undefined : waits[row]
    for (let index = 0; index < width; index++) {
      const permit = permits[row * width + index] as number
      if (permit !== 0)
        (target.lanes[index] as (typeof target.lanes)[number]).breaker.settle(
          permit,
          words,
          durations[row],
          waitMs,
        )
    }
    this.#pending.give(row)
  }

  #addTarget(index: number): void {
    const name = this.targets.names[index] as string
    this.#lanes.push(new Target(name, this.#candidates, this.scores, this.#clock, index))
  }
}
