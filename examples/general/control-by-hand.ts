import { CircuitBreaker, isCircuitBreakerError, shutdown } from '@recloser/core'
import { Warehouse } from './warehouse.ts'
import type { World } from './world.ts'

/** What an operator may do: hold a breaker open, pause it, try now, close it, shut it down. */
export async function controlByHand({ clock, say }: World): Promise<void> {
  const warehouse = new Warehouse()
  const breaker = new CircuitBreaker('warehouse', { clock, jitter: 0, successThreshold: 1 })
  breaker.on('transition', ({ from, to, reason }) => say(`${from} -> ${to} (${reason})`))

  const ask = async (): Promise<void> => {
    try {
      say(`answer: ${await breaker.call(article => warehouse.stockOf(article), 'lamp')}`)
    } catch (error) {
      if (!isCircuitBreakerError(error)) throw error
      say(error.message)
    }
  }

  // Until forceClose or reset; with `forMs` it would lapse to half-open.
  breaker.forceOpen({ reason: 'maintenance until noon' })
  await ask()
  breaker.forceClose()
  await ask()

  // A pause is no trip: it causes no backoff. probeNow ends it early, with one probe.
  breaker.pause(60_000, 'the warehouse asked for a pause')
  await ask()
  breaker.probeNow()
  await ask()

  // Closes too, and sets the totals to zero.
  breaker.reset()
  say(`calls since the reset: ${breaker.getStatus().metrics.totalRequests}`)

  // For good: resolves when nothing is in flight any more.
  await shutdown(breaker)
  await ask()
}
