import { type Circuit, type CircuitBreakerError, isCircuitBreakerError } from '@recloser/core'
import { routes } from '@recloser/core/http'
import type { HttpBreakersConfig } from '../src/http/config.ts'
import type { HttpTransport } from '../src/http/guard.ts'
import { createHttpBreakers } from '../src/http/http-breakers.ts'
import { kindOfError } from '../src/http/transport-error.ts'

interface Call {
  readonly send: () => PromiseLike<Response>
  readonly signal?: AbortSignal
}

/** The smallest client: a call is a function that answers with a `Response`. */
const transport: HttpTransport<Call, Response> = {
  send: call => call.send(),
  readResponse: response => response,
  readError: (error, { signal }) => ({ kind: kindOfError(error, signal) }),
  fromFallback: response => response,
  fromRejection: rejection => rejection,
}

export const HOST = 'api.example.com'
export const USERS = 'GET api.example.com/users/:id'
export const routed = {
  hosts: { [HOST]: { routes: routes({ 'GET /users/:id': {} }) } },
} satisfies HttpBreakersConfig

export const answer =
  (status = 200, headers: HeadersInit = {}) =>
  async () =>
    new Response(null, { status, headers })
export const fail = (error: unknown) => () => Promise.reject(error)
export const refused = () =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) })

/** Breakers on a manual clock, and a client that goes through them. */
export const start = (config: HttpBreakersConfig = {}) => {
  let now = 0
  const clock = { now: () => now }
  const breakers = createHttpBreakers({ failureThreshold: 3, jitter: 0, clock, ...config })
  const request = (url: string) => ({ client: 'fetch', method: 'GET', url }) as const
  return {
    clock,
    breakers,
    breaker: (name: string) => {
      const breaker = breakers.manager.get(name)
      if (breaker === undefined) throw new Error(`no breaker ${name}`)
      return breaker
    },
    advance: (ms: number) => {
      now += ms
    },
    get: (
      send: Call['send'] = answer(),
      { path = '/', url = `https://${HOST}${path}`, options, ...rest }: GetOptions = {},
    ) => breakers.guard({ ...transport, ...rest.transport }, { send, ...rest.call }, request(url), options),
  }
}

export interface GetOptions {
  path?: string
  url?: string
  options?: Parameters<ReturnType<typeof createHttpBreakers>['guard']>[3]
  call?: Partial<Call>
  transport?: Partial<typeof transport>
}

export const metrics = (breaker: Circuit) => {
  const { successes, failures, ignored, throttled, rejected, late } = breaker.getStatus().metrics
  return { successes, failures, ignored, throttled, rejected, late }
}
export const NONE = { successes: 0, failures: 0, ignored: 0, throttled: 0, rejected: 0, late: 0 }

export const rejection = async (call: Promise<unknown>): Promise<CircuitBreakerError> => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!isCircuitBreakerError(error)) throw new Error('not rejected', { cause: error })
  return error
}

/** A response that comes when the test lets it. */
export const held = (): { promise: Promise<Response>; resolve: (response: Response) => void } => {
  let resolve: (response: Response) => void = () => {}
  const promise = new Promise<Response>(settle => {
    resolve = settle
  })
  return { promise, resolve }
}
