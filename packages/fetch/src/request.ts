import type { HttpRequest } from '@recloser/core/http'
import type { BreakerFetch } from './types.ts'

type Arguments = Parameters<BreakerFetch>

/** What the breakers know a call by. The URL is as it was given: in a page it may be relative. */
export const readRequest = ([input, init]: Arguments): HttpRequest => {
  const request = requestIn(input)
  return {
    client: 'fetch',
    method: init?.method ?? request?.method ?? 'GET',
    url: request?.url ?? String(input as string | URL),
  }
}

/** The signal that the platform obeys. One in the options, `null` too, goes before that of a `Request`. */
export const signalOf = ([input, init]: Arguments): AbortSignal | null | undefined =>
  init?.signal === undefined ? requestIn(input)?.signal : init.signal

/** By its shape, since a `Request` of another realm or library is no instance of this one's. */
const requestIn = (input: Arguments[0]): Request | undefined =>
  typeof input === 'object' && input !== null && 'url' in input ? input : undefined
