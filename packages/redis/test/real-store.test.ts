import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fleetKeys, idOf } from '../src/keys.ts'
import { forceCall, leaseCall } from '../src/protocol/calls.ts'
import { openIoredis, openNodeRedis } from './place.ts'
import { hasRedis, type RealServer, startRealServer } from './real-server.ts'
import { realTown } from './real-town.ts'
import { HOST } from './town.ts'
import { until } from './until.ts'

describe.runIf(hasRedis())('a fleet on a real store', () => {
  let server: RealServer
  let town: Awaited<ReturnType<typeof realTown>> | undefined
  beforeAll(async () => {
    server = await startRealServer()
  })
  beforeEach(async () => {
    await server.start()
    const admin = await openNodeRedis(server.path)
    await admin.flush()
    await admin.end()
  })
  afterEach(async () => {
    await town?.close()
    town = undefined
  })
  afterAll(() => server.close())

  /** A fleet that has opened together, in an outage that goes on. */
  const opened = async (count = 6) => {
    town = await realTown(server.path, count)
    const { health, isShared } = town
    await until('all know of each other', () => town?.instances[0]?.fleet.getStatus().live === count)
    health.isDown = true
    await until('the fleet opens', isShared)
    return town
  }

  it('opens together, probes a little, and closes together', async () => {
    const { health, isClosed, instances } = await opened()
    health.isDown = false
    await until('all are closed', isClosed)
    const { operations } = instances[0]?.fleet.getStatus() ?? {}
    expect(operations).toMatchObject({ missed: 0, failed: 0, refused: 0 })
  })

  it('goes on when the server forgets its scripts', async () => {
    const { health, isClosed, instances } = await opened()
    const admin = await openNodeRedis(server.path)
    await admin.client.scriptFlush()
    await admin.end()
    health.isDown = false
    await until('all are closed', isClosed)
    expect(instances[0]?.fleet.getStatus().operations.failed).toBe(0)
  })

  it('goes on when the store is emptied', async () => {
    const { health, isClosed, isShared } = await opened()
    const admin = await openNodeRedis(server.path)
    await admin.flush()
    await admin.end()
    await new Promise(next => setTimeout(next, 1_500))
    await until('the opening is shared again', isShared)
    health.isDown = false
    expect(await until('all are closed', isClosed)).toBeLessThan(8_000)
  })

  it('goes on alone while the store hangs, and together afterwards', async () => {
    const { health, isClosed, instances } = await opened()
    server.pause()
    health.isDown = false
    await until('all are closed, each by itself', isClosed, 12_000)
    server.resume()
    await until('the store is found', () =>
      instances.every(({ fleet }) => fleet.getStatus().store === 'found'),
    )
    health.isDown = true
    expect(await until('the fleet opens again', () => town?.isShared() === true, 12_000)).toBeLessThan(12_000)
  }, 40_000)

  it('goes on alone while the store is dead, and together when it is back empty', async () => {
    const { health, isClosed, instances } = await opened()
    await server.kill()
    health.isDown = false
    await until('all are closed, each by itself', isClosed, 12_000)
    await server.start()
    await until(
      'the store is found',
      () => instances.every(({ fleet }) => fleet.getStatus().store === 'found'),
      12_000,
    )
    await until('all are counted', () => instances[0]?.fleet.getStatus().live === 6)
    health.isDown = true
    expect(await until('the fleet opens again', () => town?.isShared() === true, 12_000)).toBeLessThan(12_000)
  }, 50_000)

  it('rejects no call because of a store that hangs', async () => {
    town = await realTown(server.path, 3)
    server.pause()
    await new Promise(next => setTimeout(next, 2_500))
    server.resume()
    expect(town.instances.map(({ counts }) => counts.rejected + counts.failure)).toEqual([0, 0, 0])
  })

  it('is not opened by one bad instance', async () => {
    town = await realTown(server.path, 5)
    const { instances } = town
    await until('all know of each other', () => instances[0]?.fleet.getStatus().live === 5)
    if (instances[0]) instances[0].isIll = true
    await new Promise(next => setTimeout(next, 4_000))
    expect(instances.slice(1).map(({ counts }) => counts.rejected)).toEqual([0, 0, 0, 0])
  })

  it('costs the store nothing a call, closed and open, by its own statistics', async () => {
    town = await realTown(server.path, 3, { options: { beatMs: 40_000 }, everyMs: 5 })
    const admin = await openNodeRedis(server.path)
    const scripts = async () =>
      Number(/cmdstat_evalsha:calls=(\d+)/.exec(await admin.client.info('commandstats'))?.[1])
    const before = await scripts()
    await until('a thousand calls were made', () => (town?.instances[0]?.counts.success ?? 0) > 333)
    expect(await scripts()).toBe(before)
    await town.instances[0]?.fleet.forceOpen(HOST, { forMs: 60_000, actor: 'test' })
    await until('a thousand calls were rejected', () => (town?.instances[2]?.counts.rejected ?? 0) > 333)
    expect(await scripts()).toBe(before + 1)
    await admin.end()
  })

  it.each([
    ['redis', openNodeRedis],
    ['ioredis', async (path: string) => openIoredis(path)],
  ])('grants three of a thousand leases that are asked for at once, by %s', async (_, open) => {
    const { port, end } = await open(server.path)
    const keys = fleetKeys('crowd')
    const id = idOf(HOST)
    const force = forceCall(keys, id, { told: 0, state: 'open', ms: 1, actor: 'test' })
    const { news } = force.read(await port.call(force.script, force.keys, force.args))
    await new Promise(next => setTimeout(next, 5))
    const grants = await Promise.all(
      Array.from({ length: 1_000 }, async (__, one) => {
        const call = leaseCall(keys, id, `i${one}`, {
          told: news.generation,
          trips: 1,
          slots: 3,
          ttlMs: 30_000,
        })
        return call.read(await port.call(call.script, call.keys, call.args))
      }),
    )
    expect(grants.filter(({ number }) => number > 0)).toHaveLength(3)
    expect(Math.max(...grants.map(({ waitMs }) => waitMs))).toBeLessThanOrEqual(1_000)
    await end()
  })
})
