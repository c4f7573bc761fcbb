import { type CircuitBreakerConfig, CircuitBreakerManager, REJECTED } from '@recloser/core'
import { type Fleet, type ShareOptions, shareBreakers } from '../src/index.ts'
import { openIoredis, openNodeRedis } from './place.ts'
import { type SeamOverToday, seamOverToday } from './seam-over-today.ts'
import { HOST } from './town.ts'

export interface RealInstance {
  readonly fleet: Fleet
  readonly manager: CircuitBreakerManager
  readonly seam: SeamOverToday
  isIll: boolean
  readonly counts: { success: number; failure: number; rejected: number }
  close(): Promise<void>
}

/** Several instances in this process on a real store, each with a client of its own, that call without end. */
export async function realTown(
  path: string,
  count: number,
  {
    config = {},
    options = {},
    everyMs = 100,
  }: { config?: CircuitBreakerConfig; options?: ShareOptions; everyMs?: number } = {},
) {
  const health = { isDown: false }
  const instances: RealInstance[] = []
  for (let one = 1; one <= count; one += 1) {
    // Both clients in one fleet.
    const opened = one % 2 === 0 ? openIoredis(path) : await openNodeRedis(path)
    const manager = new CircuitBreakerManager({
      // None trips before the fleet does: a breaker that is open already has no voice.
      defaults: {
        failureThreshold: 30,
        failureRateThreshold: 0.9,
        openDurationMs: 1_000,
        maxBackoffMs: 4_000,
        probeTimeoutMs: 2_000,
        ...config,
      },
    })
    manager.create(HOST)
    const seam = seamOverToday(manager)
    const fleet = await shareBreakers(seam, opened.client, {
      instance: `i${one}`,
      beatMs: 1_000,
      leaseMs: 200,
      ...options,
    })
    instances.push({
      fleet,
      manager,
      seam,
      isIll: false,
      counts: { success: 0, failure: 0, rejected: 0 },
      async close() {
        await fleet.close()
        await opened.end()
      },
    })
  }

  const call = async (instance: RealInstance): Promise<void> => {
    const { seam, counts } = instance
    const permit = await seam.admit(HOST)
    if (permit === REJECTED) {
      counts.rejected += 1
      return
    }
    const outcome = instance.isIll || health.isDown ? 'failure' : 'success'
    counts[outcome] += 1
    seam.settle(HOST, permit, outcome)
  }
  const timer = setInterval(() => {
    for (const instance of instances) void call(instance)
  }, everyMs)

  return {
    instances,
    health,
    states: () => instances.map(({ manager }) => manager.get(HOST)?.state),
    /** Whether all instances know of an opening of the fleet, and go by it. */
    isShared: () =>
      instances.every(({ fleet }) => {
        const [verdict] = fleet.getStatus().verdicts
        return verdict?.state === 'open' && !verdict.isAlone
      }),
    isClosed: () => instances.every(({ manager }) => manager.get(HOST)?.state === 'closed'),
    async close() {
      clearInterval(timer)
      await Promise.all(instances.map(instance => instance.close()))
    },
  }
}
