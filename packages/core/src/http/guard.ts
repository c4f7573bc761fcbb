import { _report, _wrong, type CircuitBreakerError } from '@recloser/core'
import { DEV } from '../words.ts'
import { begin } from './attempt.ts'
import { type Attempt, NOTHING } from './booking.ts'
import type { RequestBreaker } from './config.ts'
import type { HttpReading, HttpRequest } from './exchange.ts'
import type { Passage } from './passage.ts'
import { safely } from './safely.ts'
import { isRejected } from './transport-error.ts'
import { type Circle, claimProbe, enter, handOn, type Link, leave } from './under-way.ts'
import { noteGuard, watchStack } from './warnings.ts'

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
  /** What it sends by, the same for every call through one guard, by which two guards are told apart. @default another for each call */
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
  const link = circle._guards > 1 ? linkOf(circle, transport, call, request, options) : undefined
  const passage = link?._outer ? undefined : circle._find(request, options)
  const begun = passage && begin(passage, request)
  const rejection = isRejection(begun) && !claimProbe(link, begun) ? begun : undefined
  if (rejection) return refuse(transport, call, request, passage, rejection)
  const attempt = attemptOf(begun, link)

  let reading: HttpReading = {}
  let thrown: unknown
  let response: Sent | undefined
  try {
    response = await sendBy(transport, call, link)
    if (attempt) reading = safely(transport.readResponse, reading, response, call)
    return response
  } catch (error) {
    thrown = error
    if (attempt) reading = safely(transport.readError, { kind: 'network' }, error, call)
    throw error
  } finally {
    settle(attempt, link, reading, thrown, response ?? thrown)
  }
}

const sendBy = <Call, Sent>(
  transport: HttpTransport<Call, Sent>,
  call: Call,
  link: Link | undefined,
): PromiseLike<Sent> =>
  link ? handOn(link, () => transport.send(call, link)) : transport.send(call, undefined)

const settle = (
  attempt: Attempt | undefined,
  link: Link | undefined,
  reading: HttpReading,
  thrown: unknown,
  result: unknown,
): void => {
  const decision = safely(() => attempt?.judge(reading, thrown), undefined) ?? NOTHING
  if (DEV && link) watchStack(link, result)
  if (link) leave(link, decision, result, isRejected(thrown))
  else attempt?.settle(decision)
}

const isRejection = (begun: Attempt | CircuitBreakerError | undefined): begun is CircuitBreakerError =>
  begun !== undefined && !('settle' in begun)

/** Its own, else that of the guard further out. */
const attemptOf = (
  begun: Attempt | CircuitBreakerError | undefined,
  link: Link | undefined,
): Attempt | undefined => {
  if (!link) return begun as Attempt | undefined
  if (begun && !isRejection(begun)) link._attempt = begun
  // One that was refused is on nobody's way, and must not be kept.
  if (link._attempt) link._circle._hidden?.add(link)
  return link._attempt
}

const linkOf = <Call, Sent>(
  circle: Circle,
  { below, carried }: HttpTransport<Call, Sent>,
  call: Call,
  request: HttpRequest,
  options: RequestBreaker | undefined,
): Link => {
  const isOwn = options === false || options?.key !== undefined
  return enter(circle, request, below?.(call) ?? {}, carried?.(call) as Link | undefined, isOwn)
}

/** The answer of the fallback, or the rejection. */
const refuse = async <Call, Sent>(
  transport: HttpTransport<Call, Sent>,
  call: Call,
  request: HttpRequest,
  passage: Passage | undefined,
  rejection: CircuitBreakerError,
): Promise<Sent> => {
  if (DEV) noteGuard(rejection, passage?.host)
  // Awaited even where there is none: to reject a promise that has its handler by then costs a third.
  const answer = await passage?.fallback?.(rejection, request)
  // By its shape, since it may be the `Response` of a library.
  if (typeof answer?.status === 'number') return transport.fromFallback(answer, call)
  if (answer !== undefined)
    _report(
      _wrong(DEV ? 'what fallback returns' : 'fallback', DEV && 'a Response, or undefined', answer),
      passage?.host,
    )
  throw transport.fromRejection(rejection, call)
}
