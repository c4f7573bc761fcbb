import { lastCalls } from '@recloser/core'
import { createHttpBreakers, type HttpBreakers } from '@recloser/fetch'
import { answerOf } from './last-good.ts'

/**
 * Every breaker of this page: one object, which axios, fetch and ky share (`clients.ts`).
 *
 * The times are short, so that an outage can be watched. A real page would leave most of them at their defaults, and ask
 * its hosts less often than every two seconds.
 */
export const breakers: HttpBreakers = createHttpBreakers({
  // One probe at a time finds out whether a host is back; two good ones in a row close its circuit.
  halfOpenMaxCalls: 1,
  successThreshold: 2,
  probeTimeoutMs: 5_000,
  // Each trip doubles the wait, up to here. A longer `Retry-After` is cut to this, too.
  maxBackoffMs: 30_000,
  // A rejected call is answered with the last good answer, where there is one.
  fallback: (_rejection, { url }) => answerOf(url),

  hosts: {
    // Somebody stands at a gate and reads this: three failures in a row, and it is left alone for a while.
    'flights.example.com': { failureThreshold: 3, openDurationMs: 12_000 },

    // Ky repeats what fails, so that a single failure means little: half of the last eight attempts.
    'stays.example.com': {
      failureThreshold: false,
      failureWindow: lastCalls(8),
      minRequestsForRate: 8,
      failureRateThreshold: 0.5,
      openDurationMs: 10_000,
    },

    // Slow is as bad as down for something this unimportant: half a second, in most of the calls of 10 s.
    'weather.example.com': {
      slowCallMs: 500,
      slowCallRateThreshold: 0.6,
      minRequestsForRate: 4,
      failureWindowMs: 10_000,
      openDurationMs: 8_000,
      successThreshold: 1,
    },

    // It counts its callers and says how long to wait (429 with `Retry-After`): a pause of that length, and no failure.
    'rates.example.com': { failureThreshold: 4, openDurationMs: 6_000 },
  },
})
