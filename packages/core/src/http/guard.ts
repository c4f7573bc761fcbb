import { type CircuitBreakerError, REJECTED } from '@recloser/core'
import { type Attribution, attribute } from './attribution.ts'
import { judge } from './classify.ts'
import type { RequestBreaker } from './config.ts'
import { exchangeOf, type HttpReading, type HttpRequest } from './exchange.ts'
import type { FindPassage, Passage } from './passage.ts'
import { safely } from './report.ts'
import { handOn, isUnderWay } from './under-way.ts'

/**
 * What an adapter knows of its client: how to send a call, and how to read what came of it. One constant for each
 * client; what differs from call to call is in `Call`.
 */
export interface HttpTransport<Call, Sent> {
  /** Puts one attempt on the wire. */
  readonly send: (call: Call) => PromiseLike<Sent>
  readonly readResponse: (response: Sent, call: Call) => HttpReading
  /** Reads what `send` threw; a client may throw for the status of a response. */
  readonly readError: (error: unknown, call: Call) => HttpReading
  /** The answer of a fallback, in the client's own shape. */
  readonly fromFallback: (response: Response, call: Call) => Sent | PromiseLike<Sent>
  /** The error that the caller gets for a rejected call; it should be recognised by `isCircuitBreakerError`. */
  readonly fromRejection: (rejection: CircuitBreakerError, call: Call) => unknown
}

/**
 * Sends one attempt if both breakers admit it. The only place where a permit of an HTTP call lives: what is acquired
 * here is settled here, exactly once, whatever is thrown. The client's responses and errors pass through untouched.
 */
export const guard = async <Call, Sent>(
  passageOf: FindPassage,
  transport: HttpTransport<Call, Sent>,
  call: Call,
  request: HttpRequest,
  options: RequestBreaker | undefined,
): Promise<Sent> => {
  const send = () => transport.send(call)
  const passage = isUnderWay(passageOf, request, options) ? undefined : passageOf(request, options)
  if (passage === undefined) return handOn(passageOf, request, send)

  const { host, route, plan, fallback } = passage
  const hostPermit = host.acquire()
  const routePermit = hostPermit && route.acquire()
  if (routePermit === REJECTED) {
    host.settle(hostPermit, 'ignored')
    const rejection = (hostPermit === REJECTED ? host : route).rejection()
    // Awaited even where there is none: to reject a promise that has its handler by then costs a third.
    const response = await fallback?.(rejection, request)
    if (response === undefined) throw transport.fromRejection(rejection, call)
    return transport.fromFallback(response, call)
  }

  const startedAt = plan.clock?.now() ?? 0
  let reading: HttpReading = {}
  let thrown: unknown
  try {
    const response = await handOn(passageOf, request, send)
    reading = safely(transport.readResponse, reading, response, call)
    return response
  } catch (error) {
    thrown = error
    reading = safely(transport.readError, { kind: 'network' }, error, call)
    throw error
  } finally {
    const durationMs = plan.clock && plan.clock.now() - startedAt
    const verdict = safely(decide, NOTHING, passage, request, reading, thrown, durationMs)
    host.settle(hostPermit, verdict.host, verdict.hostMs, verdict.waitMs)
    route.settle(routePermit, verdict.route, durationMs, verdict.waitMs)
  }
}

interface Decision extends Attribution {
  readonly waitMs?: number | undefined
  readonly hostMs?: number | undefined
}

const NOTHING: Decision = { host: 'ignored', route: 'ignored' }

const decide = (
  { host, isRouted, plan }: Passage,
  request: HttpRequest,
  reading: HttpReading,
  error: unknown,
  durationMs: number | undefined,
): Decision => {
  const exchange = exchangeOf(request, reading, error, durationMs ?? 0)
  const { outcome, waitMs } = judge(exchange, plan)
  if (!isRouted) return { host: outcome, route: outcome, waitMs, hostMs: durationMs }
  // A slow answer is the route's too: the slow rule of the host gets nothing to judge.
  const hostMs = host.config.slowCallMs === false ? durationMs : undefined
  return { ...attribute(exchange, outcome), waitMs, hostMs }
}
