import type { Ending, LogEntry } from './log-entry.ts'
import { networkError, status } from './outcomes.ts'
import { type Plan, type PlanLike, requireOutcome, toPlan } from './plan.ts'
import {
  type Answer,
  type HangOutcome,
  outcomeName,
  type ServerOutcome,
  type SlowOutcome,
} from './server-outcome.ts'
import { realWait, type Wait } from './wait.ts'

interface OpenEntry extends LogEntry {
  ending: Ending
}

/** Plays a plan, request by request: counts, asks the plan, keeps the log, holds back what is to hang or be slow. */
export class Player {
  #plan: Plan
  readonly #wait: Wait
  #log: OpenEntry[] = []
  #planned = 0
  readonly #releases = new Set<() => void>()

  constructor(plan: PlanLike, wait: Wait = realWait) {
    this.#plan = toPlan(plan)
    this.#wait = wait
  }

  get plan(): Plan {
    return this.#plan
  }

  /** A new plan begins at its beginning; count and log go on. */
  set plan(plan: PlanLike) {
    this.#plan = toPlan(plan)
    this.#planned = 0
  }

  get log(): readonly LogEntry[] {
    return this.#log
  }

  get pending(): number {
    return this.#releases.size
  }

  /** What to answer, as soon as it is time to; `undefined` when the caller has left. Counts before it first awaits. */
  async play(request: { method: string; url: string }, signal: AbortSignal): Promise<Answer | undefined> {
    const method = request.method.toUpperCase()
    const path = new URL(request.url).pathname
    const { outcome, name } = this.#ask({ method, path, url: request.url })
    const entry: OpenEntry = { index: this.#log.length, method, path, outcome: name, ending: 'pending' }
    this.#log.push(entry)
    if (outcome.kind !== 'hang' && outcome.kind !== 'slow') {
      entry.ending = 'played'
      return outcome
    }
    entry.ending = await this.#hold(outcome, signal)
    if (entry.ending === 'aborted') return undefined
    return outcome.kind === 'slow' ? outcome.answer : networkError
  }

  release(): void {
    for (const release of [...this.#releases]) release()
  }

  reset(): void {
    this.release()
    this.#log = []
    this.#planned = 0
    this.#plan.reset?.()
  }

  #ask(request: { method: string; path: string; url: string }): { outcome: ServerOutcome; name: string } {
    const index = this.#planned++
    try {
      const outcome = requireOutcome(
        `what a plan gives (request ${index})`,
        this.#plan({ ...request, index }),
      )
      return { outcome, name: outcomeName(outcome) }
    } catch (error) {
      // The caller gets an answer, but a broken plan must not pass for a planned failure.
      report(error)
      return { outcome: status(500, { body: `the plan failed: ${String(error)}` }), name: 'plan-error' }
    }
  }

  async #hold(outcome: HangOutcome | SlowOutcome, signal: AbortSignal): Promise<Ending> {
    const { promise, resolve } = deferred<Ending>()
    const over = new AbortController()
    const release = () => resolve('released')
    const abort = () => resolve('aborted')
    this.#releases.add(release)
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    if (outcome.kind === 'slow' && outcome.delayMs !== undefined) {
      const played = () => resolve('played')
      this.#wait(outcome.delayMs, over.signal).then(played, played)
    }
    const ending = await promise
    this.#releases.delete(release)
    signal.removeEventListener('abort', abort)
    over.abort()
    return ending
  }
}

/** `Promise.withResolvers`, which Node has since 22 and ES2023 does not know. */
function deferred<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => {}
  const promise = new Promise<Value>(fulfil => {
    resolve = fulfil
  })
  return { promise, resolve }
}

function report(error: unknown): void {
  const { reportError } = globalThis as { reportError?: (error: unknown) => void }
  if (reportError === undefined) console.error(error)
  else reportError(error)
}
