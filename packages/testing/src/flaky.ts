import { type HttpHandler, HttpResponse, http } from 'msw'
import { echoed } from './echo.ts'
import type { LogEntry } from './log-entry.ts'
import { toResponse } from './msw-response.ts'
import { ok } from './outcomes.ts'
import type { Plan, PlanLike } from './plan.ts'
import { Player } from './player.ts'
import type { Wait } from './wait.ts'

/** How a flaky handler lets time pass. */
export interface FlakyOptions {
  /** What `slow` waits by; `manualClock().wait` in a test that must not sleep. @default real time */
  wait?: Wait
}

/** A server that MSW plays, and what a test asks of it. */
export interface Flaky {
  /** For `setupServer`, `setupWorker` and `use`. */
  readonly handler: HttpHandler
  /** How many requests it has seen. */
  readonly hits: number
  /** The requests it has seen, in order of arrival. */
  readonly log: readonly LogEntry[]
  /** How many requests hang or wait now. */
  readonly pending: number
  /** What it plays. A new plan begins at its beginning; hits and log go on. */
  get plan(): Plan
  set plan(plan: PlanLike)
  /** Lets go whatever hangs (a network error) or waits (its answer, at once). MSW does it too when it stops. */
  release(): void
  /** Releases, forgets hits and log, begins the plan anew. `resetHandlers()` does it too. */
  reset(): void
}

/**
 * Makes a handler for MSW that plays a plan:
 *
 * ```ts
 * const api = flaky('https://api.example.com/*', script(3, status(503), ok))
 * const server = setupServer(api.handler)
 * ```
 *
 * The address is MSW's: a path, a pattern or a regular expression; every method is handled.
 *
 * @throws TypeError when the plan is none
 */
export function flaky(url: string | RegExp, plan: PlanLike = ok, options: FlakyOptions = {}): Flaky {
  const player = new Player(plan, options.wait)
  const handler = http.all(url, async ({ request }) => {
    const answer = await player.play(request, request.signal)
    if (answer === undefined) return HttpResponse.error()
    const { method, headers } = request
    const { pathname, search } = new URL(request.url)
    const receive = async () => ({
      method,
      path: pathname + search,
      headers: Object.fromEntries(headers),
      body: await request.text(),
    })
    return toResponse(await echoed(answer, receive))
  })
  // MSW calls these: `reset` from `resetHandlers`; `dispose` before it stops, and `worker.stop()` then waits for
  // every request that still hangs.
  handler.reset = () => player.reset()
  handler.dispose = () => player.release()

  // Not one object with the handler: MSW prints requests through a method of the handler that is called `log` too.
  return {
    handler,
    release: () => player.release(),
    reset: () => player.reset(),
    get hits() {
      return player.log.length
    },
    get log() {
      return player.log
    },
    get pending() {
      return player.pending
    },
    get plan(): Plan {
      return player.plan
    },
    set plan(next: PlanLike) {
      player.plan = next
    },
  }
}
