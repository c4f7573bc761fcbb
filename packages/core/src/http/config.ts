import type { CircuitBreakerConfig, CircuitBreakerError } from '@recloser/core'
import type { HttpExchange, HttpRequest } from './exchange.ts'
import type { StatusVerdict, Verdicts } from './verdicts.ts'

/**
 * Answers in place of a call that was rejected; never asked about a failure. What it throws is the caller's error, and
 * without an answer (`undefined`) the rejection stands; so it does where the answer is no response, which is reported. A new response each time, with a status < 400: some clients retry others.
 */
export type Fallback = (
  rejection: CircuitBreakerError,
  request: HttpRequest,
) => Response | undefined | PromiseLike<Response | undefined>

type BreakerFields<Config = CircuitBreakerConfig> = Config extends unknown ? Omit<Config, 'classify'> : never

/** How attempts are judged and rejections answered. What a host says goes before the defaults, what a route says before both. */
interface Judging {
  /** By status: `{ 404: 'failure', 403: 'throttled-if-asked', '6xx': 'ignored' }`. Added to those of the level above, code by code. */
  verdicts?: Verdicts | undefined
  /** The verdict on one exchange, before any other rule; `undefined`: the rules below. */
  classify?: ((exchange: HttpExchange) => StatusVerdict | undefined) | undefined
  /** The wait, in milliseconds, that a failed exchange asks for; 0: none; `undefined`: what its headers say. */
  waitMs?: ((exchange: HttpExchange) => number | undefined) | undefined
  /**
   * An abort that comes after so many milliseconds or more is a time-out; `false`: none is. For clients whose own time-out
   * calls `abort()` without saying so, which looks like a user who cancels. Set it a little below that time-out.
   *
   * @default false
   */
  abortTimeoutMs?: number | false | undefined
  fallback?: Fallback | undefined
}

/** The settings of one route, over those of its host. */
export type HttpRouteConfig = BreakerFields & Judging

/** Routes of a host, as `routes` makes them. */
export interface HttpRoutes {
  /** As they were declared. */
  readonly templates: readonly string[]
  /** Checks them, and puts their settings over those of their host. @internal */
  readonly _below: (plan: never) => unknown
}

/** The settings of one host, over the defaults. */
export type HttpHostConfig = HttpRouteConfig & {
  /** Routes that have breakers of their own: `routes({ 'GET /users/:id': { slowCallMs: 800 } })`. */
  routes?: HttpRoutes | undefined
}

/** The settings of `createHttpBreakers`: the defaults of every host, and what differs. */
export type HttpBreakersConfig = HttpRouteConfig & {
  /** By host (`api.example.com`, `localhost:3000`), `*.example.com` for all below it, `*` for all others. `false`: not guarded. */
  hosts?: { readonly [host: string]: HttpHostConfig | false } | undefined
  /**
   * The name of the one breaker for a request to a guarded host, instead of the host's and the route's: per tenant, say.
   * `undefined`: not guarded. It appears in events and errors: put nothing secret into it.
   */
  keyOf?: ((request: HttpRequest) => string | undefined) | undefined
  /** How many breakers are kept. @default 1_024 */
  maxBreakers?: number | undefined
}

/** What one request may say of its breaker: `false`, that none guards it. */
export type RequestBreaker =
  | false
  | {
      /** The name of the one breaker for this request, instead of the host's and the route's. Put nothing secret into it. */
      key?: string | undefined
      /** Before the fallback of the settings. */
      fallback?: Fallback | undefined
    }
