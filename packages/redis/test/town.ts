import { type CircuitBreakerConfig, CircuitBreakerManager, REJECTED } from '@recloser/core'
import {
  type Fleet,
  type FleetPort,
  type MemoryPort,
  memoryStore,
  type ShareOptions,
  shareBreakers,
} from '../src/index.ts'
import { type SeamOverToday, seamOverToday } from './seam-over-today.ts'
import { settle, type VirtualScheduler, virtualScheduler } from './virtual-scheduler.ts'

/** One process of the fleet. */
export interface Instance {
  readonly fleet: Fleet
  /** Its connection, where it is one to a store in memory. */
  readonly port: MemoryPort
  readonly seam: SeamOverToday
  readonly manager: CircuitBreakerManager
  /** Makes one call. It fails where the instance, or the whole town, is ill. */
  call(): Promise<'success' | 'failure' | 'rejected'>
  isIll: boolean
}

export const HOST = 'api.example.com'

/** Always the same chance, of a seed. */
const chance = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return (state >>> 0) / 2 ** 32
  }
}

/** Several instances, one dependency, one store in memory, and time that passes when a test says so. */
export function town(config: CircuitBreakerConfig = {}, start = 0) {
  const clock: VirtualScheduler = virtualScheduler(start)
  const store = memoryStore(clock)
  const instances: Instance[] = []
  const random = chance(7)
  const health = { isDown: false }

  const join = async (options: ShareOptions = {}, port: FleetPort = store.connect()): Promise<Instance> => {
    const manager = new CircuitBreakerManager({
      defaults: { clock, random, openDurationMs: 10_000, ...config },
    })
    manager.create(HOST)
    const seam = seamOverToday(manager)
    const instance = `i${instances.length + 1}`
    const joining = shareBreakers(seam, port, { instance, scheduler: clock, random, ...options })
    await clock.advance(2_000)
    const one: Instance = {
      fleet: await joining,
      port: port as MemoryPort,
      seam,
      manager,
      isIll: false,
      async call() {
        const permit = await seam.admit(HOST)
        if (permit === REJECTED) return 'rejected'
        const outcome = one.isIll || health.isDown ? 'failure' : 'success'
        seam.settle(HOST, permit, outcome)
        return outcome
      },
    }
    instances.push(one)
    return one
  }

  return {
    clock,
    store,
    instances,
    health,
    join,
    async joinAll(count: number, options?: ShareOptions): Promise<Instance[]> {
      for (let one = 0; one < count; one += 1) await join(options)
      // Until all have heard of each other.
      await clock.advance(30_000)
      return instances
    },
    /** Every instance calls so often, one after another, for so long. @returns what came of the calls */
    async traffic(ms: number, everyMs: number): Promise<Record<'success' | 'failure' | 'rejected', number>> {
      const counts = { success: 0, failure: 0, rejected: 0 }
      const calls: Promise<void>[] = []
      const step = everyMs / instances.length
      for (let at = 0; at < ms; at += everyMs) {
        for (const instance of instances) {
          calls.push(
            instance.call().then(outcome => {
              counts[outcome] += 1
            }),
          )
          await clock.advance(step)
        }
      }
      // Those that still wait for a lease.
      await clock.advance(100)
      await Promise.all(calls)
      return counts
    },
    states: () => instances.map(({ manager }) => manager.get(HOST)?.state),
    async close(): Promise<void> {
      for (const { fleet } of instances) {
        const closing = fleet.close()
        await clock.advance(2_000)
        await closing
      }
      await settle()
    },
  }
}
