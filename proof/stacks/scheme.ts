import { AsyncLocalStorage } from 'node:async_hooks'
import { type CircuitBreaker, isCircuitBreakerError, type Outcome, type Permit } from '@recloser/core'
import {
  createHttpBreakers,
  type HttpBreakers,
  type HttpReading,
  type HttpTransport,
} from '@recloser/core/http'
import type { Subject } from './subject.ts'

/** How a saboteur keeps one message to one permit, or does not. */
export interface Scheme {
  /** What tells it on whose way it is called: nothing, what is called at once, or whatever is called. */
  readonly knows: 'nothing' | 'the moment' | 'the context'
  /** How many calls may use the permit of a guard further out. */
  readonly claims: 'one' | 'any'
  /** Who books the message. */
  readonly books: 'the worst' | 'the outermost' | 'everybody'
  /** Whether a permit comes back when the call was aborted. */
  readonly forgets?: 'aborts'
}

interface Way {
  readonly breakers: HttpBreakers
  readonly outer: Way | undefined
  permit: Permit
  isClaimed: boolean
  outcome: Outcome | undefined
}

const context = new AsyncLocalStorage<Way>()
let moment: Way | undefined

/** The breakers that are shipped, with a guard of its own: made of the public API, so that it stays wrong. */
export const follow =
  (scheme: Scheme): Subject =>
  config => {
    const shipped = createHttpBreakers(config)
    const breakers: HttpBreakers = {
      ...shipped,
      guard: (transport, call, request) =>
        send(scheme, breakers, breakers.breakerFor(request.url) as CircuitBreaker, transport, call),
    }
    return breakers
  }

const send = async <Call, Sent>(
  scheme: Scheme,
  breakers: HttpBreakers,
  breaker: CircuitBreaker,
  transport: HttpTransport<Call, Sent>,
  call: Call,
): Promise<Sent> => {
  const outer = outerOf(scheme, breakers)
  const owner = outer !== undefined && (scheme.claims === 'any' || !outer.isClaimed) ? outer : undefined
  if (owner) owner.isClaimed = true
  const permit = owner?.permit ?? breaker.acquire()
  if (permit === 0) throw transport.fromRejection(breaker.rejection(), call)

  const way: Way = { breakers, outer: context.getStore(), permit, isClaimed: false, outcome: undefined }
  let outcome: Outcome | 'aborted' = 'success'
  try {
    const response = await within(way, () => transport.send(call, undefined))
    if ((transport.readResponse(response, call).status ?? 0) >= 500) outcome = 'failure'
    return response
  } catch (error) {
    outcome = outcomeOf(transport.readError(error, call), error)
    throw error
  } finally {
    settle(scheme, breaker, way, owner, outcome)
  }
}

const outerOf = ({ knows }: Scheme, breakers: HttpBreakers): Way | undefined => {
  let outer = { nothing: undefined, 'the moment': moment, 'the context': context.getStore() }[knows]
  while (outer && outer.breakers !== breakers) outer = outer.outer
  return outer
}

const within = <Sent>(way: Way, act: () => Sent): Sent => {
  const before = moment
  moment = way
  try {
    return context.run(way, act)
  } finally {
    moment = before
  }
}

const outcomeOf = ({ kind = 'response', status = 0 }: HttpReading, error: unknown): Outcome | 'aborted' => {
  if (kind === 'abort') return 'aborted'
  const isFailure = kind !== 'response' || status >= 500
  return isFailure && !isCircuitBreakerError(error) ? 'failure' : 'ignored'
}

const settle = (
  { books, forgets }: Scheme,
  breaker: CircuitBreaker,
  way: Way,
  outer: Way | undefined,
  own: Outcome | 'aborted',
): void => {
  if (forgets === 'aborts' && own === 'aborted') return
  const known = own === 'aborted' ? 'ignored' : own
  const outcome = books === 'the worst' && way.outcome === 'failure' ? 'failure' : known
  if (outer === undefined || books === 'everybody') breaker.settle(way.permit, outcome)
  else outer.outcome = outcome
}
