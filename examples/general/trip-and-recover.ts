import { CircuitBreaker } from '@recloser/core'
import { Warehouse } from './warehouse.ts'
import type { World } from './world.ts'

/** One breaker around one function: it trips, answers from what it knows, and recovers by itself. */
export async function tripAndRecover({ clock, wait, say }: World): Promise<void> {
  const warehouse = new Warehouse()
  const lastKnown = new Map<string, number>()
  const breaker = new CircuitBreaker('warehouse', {
    failureThreshold: 3,
    openDurationMs: 200,
    successThreshold: 2,
    jitter: 0,
    clock,
  })

  breaker.onTrip((name, _state, { reason, retryAfterMs }) => {
    say(`${name} tripped: ${reason}, next try in ${retryAfterMs} ms`)
  })
  // Callbacks may be async; what they throw or reject with reaches no caller.
  breaker.onRecovery(async name => say(`${name} recovered`))

  // The same signature as the function inside. The fallback answers rejections only: a failure stays a failure.
  const stockOf = breaker.wrap((article: string) => warehouse.stockOf(article), {
    fallback: (_rejection, article) => lastKnown.get(article) ?? 0,
  })

  lastKnown.set('lamp', await stockOf('lamp'))
  say(`in stock: ${lastKnown.get('lamp')}`)

  warehouse.isDown = true
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await stockOf('lamp').catch((error: Error) => say(`attempt ${attempt}: ${error.message}`))
  }

  const callsBefore = warehouse.calls
  say(`last known: ${await stockOf('lamp')}, calls made: ${warehouse.calls - callsBefore}`)
  say(`status: ${breaker.getStatus().toValidationResult().errors.join()}`)

  warehouse.isDown = false
  await wait(250)
  say(`after the wait: ${breaker.state}`)
  await stockOf('lamp')
  await stockOf('lamp')

  const { state, metrics } = breaker.getStatus()
  say(`${state}: ${metrics.successes} successes, ${metrics.failures} failures, ${metrics.rejected} rejected`)
}
