import { CircuitBreakerManager } from '@recloser/core'
import { Warehouse } from './warehouse.ts'
import type { World } from './world.ts'

/** A breaker each for many things of a kind, watched and controlled in one place. */
export async function manyBreakers({ clock, say }: World): Promise<void> {
  const manager = new CircuitBreakerManager({
    defaults: { failureThreshold: 2, jitter: 0, clock },
    maxBreakers: 100,
  })
  // The events of every breaker, of those too that are made later.
  manager.on('transition', ({ name, to, reason }) => say(`${name} is ${to} (${reason})`))

  // What `create` made stays; what `getOrCreate` makes goes when it is long unused and room is needed.
  manager.create('warehouse north', { failureThreshold: 3 })
  const south = new Warehouse()
  south.isDown = true

  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const breaker = manager.getOrCreate('warehouse south')
    await breaker.call(() => south.stockOf('lamp')).catch((error: Error) => say(error.message))
  }

  const { total, closed, open } = manager.getSystemStatus()
  say(`${total} breakers: ${closed} closed, ${open} open`)
  say(`open: ${manager.getOpenBreakers().join(', ')}`)
  for (const breaker of manager) say(`${breaker.name}: ${breaker.getStatus().failureCount} failures in a row`)

  manager.resetAll()
  say(`any open after resetAll: ${manager.anyOpen()}`)
  await manager.shutdownAll(AbortSignal.timeout(1_000))
}
