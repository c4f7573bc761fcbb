import { overlay } from './overlay.ts'
import { assertFetch, signalOf } from './request.ts'
import type { AnyFetch, Fetch } from './types.ts'

/**
 * Makes a fetch that waits only so long for the headers of a response: then it gives the request up with a `TimeoutError`.
 * The body may take its time, so that streams are left alone. Below the breakers (`wrapFetch(breakers,
 * withHeadersTimeout(10_000))`) it tells them of a host that hangs, whatever the client above does to end its call.
 *
 * @param timeoutMs from sending to the headers, in milliseconds; shorter than the client's own time-out
 * @param fetch what sends the calls. @default whatever `globalThis.fetch` is at the time of each call
 * @throws RangeError when the time is not > 0, or longer than a timer can be
 * @throws TypeError when the fetch is none
 */
export const withHeadersTimeout = <Sender extends AnyFetch = Fetch>(
  timeoutMs: number,
  fetch?: Sender,
): Sender => {
  // Past 2 ** 31 - 1 the platform's timers fire at once.
  if (!(typeof timeoutMs === 'number' && timeoutMs > 0 && timeoutMs < 2 ** 31))
    throw new RangeError(`timeoutMs must be > 0 and < 2 ** 31, got ${timeoutMs}`)
  assertFetch(fetch)
  const withTimeout: Fetch = async (input, init) => {
    const timeout = new AbortController()
    const timer = setTimeout(
      () => timeout.abort(new DOMException(`no headers within ${timeoutMs} ms`, 'TimeoutError')),
      timeoutMs,
    )
    const own = signalOf([input, init])
    const signal = own ? AbortSignal.any([own, timeout.signal]) : timeout.signal
    try {
      return await ((fetch ?? globalThis.fetch) as Fetch)(input, overlay(init ?? {}, { signal }))
    } catch (error) {
      // Not every fetch rejects with the reason of its signal.
      throw timeout.signal.aborted ? timeout.signal.reason : error
    } finally {
      clearTimeout(timer)
    }
  }
  return withTimeout as unknown as Sender
}
