import type { HttpRequest } from '@recloser/core/http'
import type { BreakerFetch } from './types.ts'

type Arguments = Parameters<BreakerFetch>

/** What the breakers know a call by. The URL is as it was given: in a page it may be relative. */
export const readRequest = ([input, init]: Arguments): HttpRequest => ({
  client: 'fetch',
  method: init?.method ?? (isRequest(input) ? input.method : 'GET'),
  url: isRequest(input) ? input.url : String(input),
})

/** The signal that the platform obeys. One in the options, `null` too, goes before that of a `Request`. */
export const signalOf = ([input, init]: Arguments): AbortSignal | null | undefined =>
  init?.signal === undefined && isRequest(input) ? input.signal : init?.signal

/** By its shape, since a `Request` of another realm or library is no instance of this one's. */
const isRequest = (input: Arguments[0]): input is Request =>
  typeof input === 'object' && input !== null && 'url' in input

/** @throws TypeError when there is one, and it is none */
export const assertFetch = (fetch: unknown): void => {
  if (fetch !== undefined && typeof fetch !== 'function') throw new TypeError('fetch must be a function')
}
