import type { CircuitBreakerError } from '@recloser/core'
import { begin, NOTHING } from './attempt.ts'
import type { RequestBreaker } from './config.ts'
import type { HttpReading, HttpRequest } from './exchange.ts'
import type { Passage } from './passage.ts'
import { report, safely, wrong } from './report.ts'
import { isRejected } from './transport-error.ts'
import { type Circle, claimProbe, enter, handOn, type Link, leave } from './under-way.ts'

/**
 * What an adapter knows of its client: how to send a call, and how to read what came of it. One constant for each
 * client; what differs from call to call is in `Call`.
 */
export interface HttpTransport<Call, Sent> {
  /**
   * Puts one attempt on the wire.
   *
   * @param link where several guards are installed: what to hand on with the request, by `carry`, for the guard that the
   *   client may send by
   */
  readonly send: (call: Call, link: object | undefined) => PromiseLike<Sent>
  readonly readResponse: (response: Sent, call: Call) => HttpReading
  /** Reads what `send` threw; a client may throw for the status of a response. */
  readonly readError: (error: unknown, call: Call) => HttpReading
  /** The answer of a fallback, in the client's own shape. */
  readonly fromFallback: (response: Response, call: Call) => Sent | PromiseLike<Sent>
  /** The error that the caller gets for a rejected call; it should be recognised by `isCircuitBreakerError`. */
  readonly fromRejection: (rejection: CircuitBreakerError, call: Call) => unknown
  /** What it sends by, the same for every call through one guard. @default the call itself */
  readonly below?: (call: Call) => unknown
  /** The link that a guard further out has handed on with the request. */
  readonly carried?: (call: Call) => object | undefined
}

/**
 * Sends one attempt if both breakers admit it: what is acquired is settled exactly once, whatever is thrown. The client's
 * responses and errors pass through untouched.
 */
export const guard = async <Call, Sent>(
  circle: Circle,
  transport: HttpTransport<Call, Sent>,
  call: Call,
  request: HttpRequest,
  options: RequestBreaker | undefined,
): Promise<Sent> => {
  const { below, carried } = transport
  const isOwn = options === false || options?.key !== undefined
  const link: Link | undefined =
    circle._guards > 1
      ? enter(circle, request, below ? below(call) : call, carried?.(call) as Link | undefined, isOwn)
      : undefined
  let attempt = link?._attempt
  if (!link?._outer) {
    const passage = circle._find(request, options)
    const begun = passage && begin(passage, request)
    if (begun && 'settle' in begun) attempt = begun
    else if (begun) {
      if (!link || !claimProbe(link, begun)) return refuse(transport, call, request, passage, begun)
      attempt = link._attempt
    }
    if (link) link._attempt = attempt
  }

  let reading: HttpReading = {}
  let thrown: unknown
  let result: unknown
  try {
    const sent = link ? handOn(link, () => transport.send(call, link)) : transport.send(call, undefined)
    const response = await sent
    result = response
    if (attempt) reading = safely(transport.readResponse, reading, response, call)
    return response
  } catch (error) {
    result = error
    thrown = error
    if (attempt) reading = safely(transport.readError, { kind: 'network' }, error, call)
    throw error
  } finally {
    const decision = safely(() => attempt?.judge(reading, thrown), undefined) ?? NOTHING
    if (link) leave(link, decision, result, isRejected(thrown))
    else attempt?.settle(decision)
  }
}

/** The answer of the fallback, or the rejection. */
const refuse = async <Call, Sent>(
  transport: HttpTransport<Call, Sent>,
  call: Call,
  request: HttpRequest,
  passage: Passage | undefined,
  rejection: CircuitBreakerError,
): Promise<Sent> => {
  // Awaited even where there is none: to reject a promise that has its handler by then costs a third.
  const answer = await passage?.fallback?.(rejection, request)
  // By its shape, since it may be the `Response` of a library.
  if (typeof answer?.status === 'number') return transport.fromFallback(answer, call)
  if (answer !== undefined) report(wrong('what fallback returns', 'a Response, or undefined', answer))
  throw transport.fromRejection(rejection, call)
}
