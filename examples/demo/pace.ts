import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '@recloser/core'
import { manualClock } from '@recloser/testing'

/** How time passes in the demo. */
export interface Pace {
  readonly clock: Clock
  /** Resolves when the clock has come to this moment, or the signal aborts. */
  readonly until: (moment: number, inFlight: Promise<void>, signal: AbortSignal) => Promise<void>
}

/** As it does for everybody. */
export const realPace: Pace = {
  clock: performance,
  async until(moment, _inFlight, signal) {
    // An abort wakes it early; the loop then sees the signal itself.
    await sleep(Math.max(0, moment - performance.now()), undefined, { signal }).catch(() => {})
  },
}

/** As fast as the calls settle: the sockets are real, the waiting is not. */
export function fastPace(): Pace {
  const clock = manualClock()
  return {
    clock,
    async until(moment, inFlight) {
      await inFlight
      clock.set(moment)
    },
  }
}
