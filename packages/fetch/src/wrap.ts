import { assertBreakers, type HttpBreakers } from '@recloser/core/http'
import { assertFetch } from './request.ts'
import { guardFetch } from './transport.ts'
import type { AnyFetch, BreakerFetch, Fetch, Guarded } from './types.ts'

/**
 * Makes a fetch whose every call passes through the breakers of its host and route. It takes what the fetch below it
 * takes, and answers as that does.
 *
 * @param fetch what sends the calls that are admitted. @default whatever `globalThis.fetch` is at the time of each call
 * @throws TypeError when either argument is something else
 */
export const wrapFetch = <Sender extends AnyFetch = BreakerFetch>(
  breakers: HttpBreakers,
  fetch?: Sender,
): Guarded<Sender> => {
  assertBreakers(breakers)
  assertFetch(fetch)
  // What it sends by answers as that does, so only the types need to be told.
  const send = (fetch ?? lateFetch()) as Fetch
  return ((...args: Parameters<BreakerFetch>) => guardFetch(breakers, send, args)) as Guarded<Sender>
}

/**
 * Whatever `globalThis.fetch` is at the time of the call. Should that lead back here, since somebody has put the wrapped
 * fetch in its place, the call goes to the fetch that was there when it was wrapped.
 */
const lateFetch = (): Fetch => {
  const before = globalThis.fetch
  let isAsked = false
  return (...args) => {
    if (isAsked) return before(...args)
    isAsked = true
    try {
      return globalThis.fetch(...args)
    } finally {
      isAsked = false
    }
  }
}
