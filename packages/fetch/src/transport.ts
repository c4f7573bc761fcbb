import {
  carriedBy,
  carry,
  type HttpBreakers,
  type HttpTransport,
  kindOfError,
  readResponse,
} from '@recloser/core/http'
import { overlay } from './overlay.ts'
import { readRequest, signalOf } from './request.ts'
import type { BreakerFetch } from './types.ts'

interface FetchCall {
  readonly fetch: BreakerFetch
  /** As the caller gave them. A copy, or a `Request` made of them, could lose a body or a field that only some fetch knows. */
  readonly args: Parameters<BreakerFetch>
}

/** How fetch sends, and how its responses and errors are read. */
const transport: HttpTransport<FetchCall, Response> = {
  // Taken off its object, since browsers refuse to fetch with a `this` that is not theirs.
  send: ({ fetch, args }, link) => fetch(...(link ? carrying(args, link) : args)),
  readResponse,
  readError: (error, { args }) => ({ kind: kindOfError(error, signalOf(args)) }),
  fromFallback: response => response,
  fromRejection: rejection => rejection,
  below: ({ fetch }) => fetch,
  carried: ({ args }) => carriedBy(args[1]),
}

/** Makes one call through the breakers. It is async so that whatever is wrong with the arguments rejects, as in any fetch. */
export const guardFetch = async (
  breakers: HttpBreakers,
  fetch: BreakerFetch,
  args: Parameters<BreakerFetch>,
): Promise<Response> => {
  const sent = withoutBreaker(args)
  // Fetch sends nothing for a signal that is over, and so there is nothing to admit or to count.
  return signalOf(args)?.aborted
    ? fetch(...sent)
    : breakers.guard(transport, { fetch, args: sent }, readRequest(args), args[1]?.breaker)
}

const carrying = (
  [input, init, ...others]: Parameters<BreakerFetch>,
  link: object,
): Parameters<BreakerFetch> => [input, carry(init, link), ...others]

/** The same arguments, unless there is something among them that is not for the platform. */
const withoutBreaker = (args: Parameters<BreakerFetch>): Parameters<BreakerFetch> => {
  const [input, init, ...others] = args
  return init?.breaker === undefined ? args : [input, overlay(init, { breaker: undefined }), ...others]
}
