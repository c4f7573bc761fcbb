import { describe, expect, it } from 'vitest'
import { idOf } from '../src/keys.ts'
import { HOST, town } from './town.ts'

/** A fleet of six that is open, and due in ten seconds. */
const opened = async (config = {}, start = 0) => {
  const place = town(config, start)
  await place.joinAll(6)
  place.health.isDown = true
  await place.traffic(4_000, 500)
  return place
}

const closed = Array(6).fill('closed')

describe('a store that is lost', () => {
  it('leaves each breaker to its own rules, and they close alone', async () => {
    const { store, traffic, health, states, instances } = await opened()
    store.kill()
    health.isDown = false
    await traffic(30_000, 250)
    expect(states()).toEqual(closed)
    expect(instances.map(({ fleet }) => fleet.getStatus().store)).toEqual(Array(6).fill('lost'))
  })

  it('fails no call: nothing is rejected that a closed breaker would let through', async () => {
    const { joinAll, traffic, store } = town()
    await joinAll(3)
    store.pause()
    expect(await traffic(60_000, 250)).toEqual({ success: 3 * 240, failure: 0, rejected: 0 })
  })

  it('is asked less and less often, and never by more than may be in flight', async () => {
    const { joinAll, clock, store, instances } = town()
    await joinAll(2)
    store.pause()
    await clock.advance(600_000)
    const before = instances[0]?.fleet.getStatus().operations
    await clock.advance(60_000)
    const after = instances[0]?.fleet.getStatus().operations
    expect((after?.sent ?? 0) - (before?.sent ?? 0)).toBeLessThanOrEqual(3)
  })

  it('is found again, and shares what happened meanwhile', async () => {
    const { joinAll, clock, store, instances, states } = town()
    await joinAll(3)
    store.pause()
    await clock.advance(120_000)
    store.resume()
    await clock.advance(40_000)
    expect(instances[0]?.fleet.getStatus().store).toBe('found')
    await instances[0]?.fleet.forceOpen(HOST, { forMs: 60_000, actor: 'ann' })
    await clock.advance(100)
    expect(states()).toEqual(['open', 'open', 'open'])
  })

  it('does not bind those who have closed alone, when it is found', async () => {
    const { store, traffic, health, states, instances, clock } = await opened()
    store.kill()
    health.isDown = false
    await traffic(30_000, 250)
    store.start()
    store.empty()
    await traffic(60_000, 500)
    expect(states()).toEqual(closed)
    expect(instances[0]?.fleet.getStatus()).toMatchObject({ store: 'found', verdicts: [{ isAlone: true }] })
    health.isDown = true
    await traffic(4_000, 500)
    await clock.advance(100)
    expect(instances[0]?.fleet.getStatus().verdicts).toMatchObject([{ state: 'open', isAlone: false }])
  })

  it('is joined later where it is away at the start', async () => {
    const { join, clock, store } = town()
    store.kill()
    const { fleet } = await join()
    expect(fleet.getStatus()).toMatchObject({ live: 0, beatAgeMs: undefined })
    store.start()
    await clock.advance(40_000)
    expect(fleet.getStatus()).toMatchObject({ store: 'found', live: 1 })
  })
})

describe('leases that a store grants too late', () => {
  it('are given back at once, so that nobody waits for a probe that nobody makes', async () => {
    const { store, traffic, health, states, clock } = await opened({ probeTimeoutMs: 60_000 })
    await clock.advance(10_500)
    health.isDown = false
    store.pause()
    // Each asks, and waits in vain for 50 ms.
    await traffic(100, 100)
    store.resume()
    await traffic(12_000, 250)
    expect(states()).toEqual(closed)
    expect(store.ran.probe).toBeGreaterThanOrEqual(3)
  })

  it('are used where the instance has asked again meanwhile', async () => {
    const { store, traffic, health, states } = await opened({ halfOpenMaxCalls: 1, successThreshold: 1 })
    await traffic(11_000, 500)
    health.isDown = false
    store.delayMs = 30
    await traffic(1_000, 10)
    store.delayMs = 0
    await traffic(15_000, 250)
    expect(states()).toEqual(closed)
  })
})

describe('a store that forgets', () => {
  it('shares the opening again as soon as it is due', async () => {
    const { store, traffic, instances, health, states } = await opened()
    store.empty()
    await traffic(14_000, 500)
    const verdicts = instances.map(({ fleet }) => fleet.getStatus().verdicts[0]?.state)
    expect(verdicts).toEqual(Array(6).fill('open'))
    health.isDown = false
    await traffic(15_000, 250)
    expect(states()).toEqual(closed)
  })

  it('opens nothing that is closed', async () => {
    const { joinAll, traffic, store } = town()
    await joinAll(3)
    await traffic(5_000, 500)
    store.empty()
    expect((await traffic(60_000, 500)).rejected).toBe(0)
  })

  it.each([-3_600_000, 3_600_000])('locks nobody out where its clock moves by %d ms as well', async ms => {
    const { store, traffic, health, states } = await opened()
    store.empty()
    store.stepClock(ms)
    await traffic(15_000, 500)
    health.isDown = false
    await traffic(30_000, 250)
    expect(states()).toEqual(closed)
  })

  it('does not hold a fleet open when only its clock goes back', async () => {
    const { store, traffic, health, states } = await opened()
    store.stepClock(-3_600_000)
    health.isDown = false
    await traffic(25_000, 250)
    expect(states()).toEqual(closed)
  })
})

it('hears what a store says that is behind what it knows: that one has lost its data', async () => {
  const { join, joinAll, store, clock, instances } = town()
  await joinAll(2)
  await instances[0]?.fleet.forceOpen('another', { forMs: 1_000, actor: 'ann' })
  await clock.advance(30_000)
  store.empty()
  store.stepClock(-3_600_000)
  store.losesMessages = true
  const fresh = await join()
  await fresh.fleet.forceOpen(HOST, { forMs: 600_000, actor: 'ann' })
  await clock.advance(25_000)
  expect(instances[0]?.manager.get(HOST)?.state).toBe('open')
})

describe('messages that are lost', () => {
  it('are made good by the next heartbeat', async () => {
    const { joinAll, clock, store, instances, states } = town()
    await joinAll(3)
    store.losesMessages = true
    await instances[0]?.fleet.forceOpen(HOST, { forMs: 120_000, actor: 'ann' })
    expect(states()).toEqual(['open', 'closed', 'closed'])
    await clock.advance(25_000)
    expect(states()).toEqual(['open', 'open', 'open'])
    expect(instances[1]?.fleet.getStatus().verdicts).toMatchObject([{ source: 'heartbeat' }])
  })

  it('lock nobody out, even all of them', async () => {
    const { joinAll, store, traffic, health, states } = town()
    await joinAll(6)
    store.losesMessages = true
    health.isDown = true
    await traffic(20_000, 500)
    health.isDown = false
    await traffic(60_000, 250)
    expect(states()).toEqual(closed)
  })

  it('of other shapes and versions are ignored', async () => {
    const { join, store, clock } = town()
    const port = store.connect()
    let hear: (message: string) => void = () => {}
    const { fleet } = await join(
      {},
      {
        ...port,
        call: port.call.bind(port),
        close: port.close.bind(port),
        onReconnect: port.onReconnect.bind(port),
        subscribe: async (_, listener) => {
          hear = listener
          return () => {}
        },
      },
    )
    for (const message of [
      '',
      'o',
      'o|x',
      'o|x|-1|5|1',
      'o|x|1.5|5|1',
      'o|x|9e16|5|1|',
      'z|x|1|2|3',
      'c|x',
      '{"a":1}',
    ])
      hear(message)
    await clock.advance(100)
    expect(fleet.getStatus().verdicts).toEqual([])
  })
})

describe('a failover', () => {
  it('to a replica that never got the closing opens nothing again', async () => {
    const { store, traffic, health, states, instances, clock } = await opened()
    await clock.advance(10_500)
    const replica = store.fork()
    health.isDown = false
    await traffic(15_000, 250)
    expect(states()).toEqual(closed)
    for (const { port } of instances) port.moveTo(replica)
    const { rejected } = await traffic(60_000, 500)
    expect(rejected).toBe(0)
  })

  it('to a replica that never got the opening keeps the fleet open until it is due', async () => {
    const place = town()
    await place.joinAll(6)
    const replica = place.store.fork()
    place.health.isDown = true
    await place.traffic(4_000, 500)
    for (const { port } of place.instances) port.moveTo(replica)
    await place.clock.advance(3_000)
    expect(place.states()).toEqual(Array(6).fill('open'))
    place.health.isDown = false
    await place.traffic(25_000, 250)
    expect(place.states()).toEqual(closed)
  })

  it('that splits a fleet leaves both halves able to close', async () => {
    const { store, traffic, health, states, instances } = await opened()
    const other = store.fork()
    for (const { port } of instances.slice(3)) port.moveTo(other)
    await traffic(12_000, 500)
    health.isDown = false
    await traffic(20_000, 250)
    expect(states()).toEqual(closed)
    for (const { port } of instances.slice(3)) port.moveTo(store)
    await traffic(60_000, 500)
    expect(states()).toEqual(closed)
  })
})

describe('waits that end in whatever order', () => {
  it.each([0, -1e9])(
    'ends its own backoff when the fleet is due, on a clock that starts at %d',
    async start => {
      const { joinAll, traffic, health, states, clock } = town({ backoffMultiplier: 10 }, start)
      const [first] = await joinAll(6)
      if (first === undefined) throw new Error('there is no first instance')
      first.isIll = true
      // It trips alone, and its probe fails: now it would wait for a hundred seconds.
      await traffic(15_000, 500)
      expect(first.manager.get(HOST)?.getStatus().currentBackoffMs).toBeGreaterThan(90_000)
      health.isDown = true
      await traffic(5_000, 500)
      await clock.advance(10_500)
      // Due, and not closed: the fleet's deadline alone has ended its wait.
      expect(first.manager.get(HOST)?.state).toBe('half-open')
      health.isDown = false
      first.isIll = false
      await traffic(20_000, 250)
      expect(states()).toEqual(closed)
    },
  )

  it('keeps what a server asked to wait for, though the fleet is due and closed', async () => {
    const { joinAll, traffic, health, clock } = town()
    const [first] = await joinAll(6)
    const manager = first?.manager
    const permit = first?.seam.admit(HOST)
    first?.seam.settle(HOST, permit as number, 'throttled', 120_000)
    health.isDown = true
    await traffic(6_000, 500)
    health.isDown = false
    await traffic(30_000, 250)
    expect(manager?.get(HOST)?.state).toBe('open')
    await clock.advance(110_000)
    expect(manager?.get(HOST)?.state).toBe('half-open')
  })

  it('lets nothing through that an operator of this process has forced open', async () => {
    const { instances, traffic, health } = await opened()
    const [first] = instances
    first?.manager.get(HOST)?.forceOpen()
    health.isDown = false
    await traffic(60_000, 250)
    expect(first?.manager.get(HOST)?.state).toBe('open')
  })
})

it('gives up on leases that nobody grants, and goes by its own rules', async () => {
  const { traffic, health, states, instances, store } = await opened({ probeTimeoutMs: 5_000 })
  const ask = store.connect()
  // Strangers hold all the slots, for ever.
  const { leaseCall } = await import('../src/protocol/calls.ts')
  const { fleetKeys } = await import('../src/keys.ts')
  const told = instances[0]?.fleet.getStatus().verdicts[0]?.generation ?? 0
  await traffic(10_000, 500)
  for (const stranger of ['s1', 's2', 's3']) {
    const call = leaseCall(fleetKeys('default'), idOf(HOST), stranger, {
      told,
      trips: 1,
      slots: 9,
      ttlMs: 5e8,
    })
    await ask.call(call.script, call.keys, call.args)
  }
  health.isDown = false
  await traffic(30_000, 500)
  expect(states()).toEqual(closed)
})
