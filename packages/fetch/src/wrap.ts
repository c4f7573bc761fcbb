import { assertBreakers, type HttpBreakers } from '@recloser/core/http'
import { hasBeenGlobal } from './has-been-global.ts'
import { assertFetch } from './request.ts'
import { guardFetch } from './transport.ts'
import type { AnyFetch, BreakerFetch, Fetch, Guarded } from './types.ts'

/**
 * Makes a fetch whose every call passes through the breakers of its host and route. It takes what the fetch below it
 * takes, and answers as that does.
 *
 * @param fetch what sends the calls that are admitted. @default whatever `globalThis.fetch` is at the time of each call; where
 *   that is the wrapped fetch itself, the one that was there before
 * @throws TypeError when either argument is something else
 */
export const wrapFetch = <Sender extends AnyFetch = BreakerFetch>(
  breakers: HttpBreakers,
  fetch?: Sender,
): Guarded<Sender> => {
  assertBreakers(breakers)
  assertFetch(fetch)
  const before = globalThis.fetch
  // It may itself be a wrapped one, over which this one is about to be put.
  if (before) hasBeenGlobal.add(before)
  let isBelow = false
  const late: Fetch = (...args) => {
    if (globalThis.fetch === wrapped || hasBeenGlobal.has(wrapped)) return before(...args)
    isBelow = true
    try {
      return globalThis.fetch(...args)
    } finally {
      isBelow = false
    }
  }
  // What it sends by answers as that does, so only the types need to be told.
  const send = (fetch ?? late) as Fetch
  const wrapped = ((...args: Parameters<BreakerFetch>) =>
    // Somebody's patch lies over a wrapped fetch that is the global one, and so its call comes back here.
    isBelow ? before(...args) : guardFetch(breakers, send, args)) as Guarded<Sender>
  return wrapped
}
