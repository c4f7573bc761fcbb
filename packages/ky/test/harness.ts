import type { Circuit } from '@recloser/core'
import { breakerHooks, createHttpBreakers, type HttpBreakers, type HttpBreakersConfig } from '@recloser/ky'
import ky, { type KyInstance } from 'ky'

/** Breakers, and a record of what they decided. */
export interface Watched {
  readonly breakers: HttpBreakers
  /** What was settled, in order; the breaker named where it is not the host's. */
  readonly outcomes: string[]
  readonly rejections: number
  readonly inFlight: number
}

/** Breakers that do not open by themselves, unless the configuration says when. */
export const watched = (config: HttpBreakersConfig = {}): Watched => {
  const breakers = createHttpBreakers({
    failureThreshold: false,
    failureRateThreshold: false,
    jitter: 0,
    ...config,
  })
  const outcomes: string[] = []
  let rejections = 0
  breakers.manager.on('settled', ({ name, outcome }) =>
    outcomes.push(/^127\.0\.0\.1:\d+$/.test(name) ? outcome : `${name} ${outcome}`),
  )
  breakers.manager.on('rejected', () => {
    rejections += 1
  })
  return {
    breakers,
    outcomes,
    get rejections() {
      return rejections
    },
    get inFlight() {
      return [...breakers.manager].reduce((sum, breaker) => sum + breaker.getStatus().inFlight, 0)
    },
  }
}

/** Ky through the breakers, impatient enough for a test. */
export const guarded = ({ breakers }: Watched, retries = 0): KyInstance =>
  ky.create({ timeout: 5_000, retry: { limit: retries, delay: () => 0 } }).extend(breakerHooks(breakers))

/** The breaker of the server's host, opened by hand. */
export const open = ({ breakers }: Watched, url: string): Circuit | undefined => {
  const breaker = breakers.breakerFor(url)
  breaker?.forceOpen({ forMs: 7_000 })
  return breaker
}

/** What a call threw. */
export const errorOf = async (call: () => PromiseLike<unknown>): Promise<unknown> => {
  try {
    await call()
  } catch (error) {
    return error
  }
  throw new Error('the call should have thrown')
}

/** Resolves once the condition holds, looking at every turn of the event loop. */
export const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise(resolve => setTimeout(resolve))
}
