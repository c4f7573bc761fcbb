import { describe, expect, it } from 'vitest'
import { HOST, town } from './town.ts'

describe('a fleet', () => {
  it('opens for all, also for those who have not failed enough to trip alone', async () => {
    const { joinAll, traffic, health, states } = town()
    await joinAll(6)
    health.isDown = true
    const { failure } = await traffic(4_000, 1_000)
    expect(states()).toEqual(Array(6).fill('open'))
    // Alone each would have needed five.
    expect(failure).toBeLessThan(30)
  })

  it('costs the store nothing but heartbeats while all is well', async () => {
    const { joinAll, traffic, store } = town()
    await joinAll(3)
    const before = { ...store.ran }
    await traffic(60_000, 500)
    expect(store.ran).toEqual({
      ...before,
      beat: (before.beat ?? 0) + (store.ran.beat ?? 0) - (before.beat ?? 0),
    })
    expect((store.ran.beat ?? 0) - (before.beat ?? 0)).toBeLessThanOrEqual(3 * 4)
  })

  it('costs the store nothing a call while it is open', async () => {
    const { joinAll, traffic, store, health, instances } = town({ openDurationMs: 60_000 })
    await joinAll(6)
    health.isDown = true
    await traffic(4_000, 500)
    expect(instances[0]?.fleet.getStatus().verdicts).toMatchObject([{ state: 'open' }])
    const { report, lease, probe } = store.ran
    await traffic(20_000, 250)
    expect({ ...store.ran, beat: 0 }).toEqual({ rights: 6, beat: 0, report })
    expect([lease, probe]).toEqual([undefined, undefined])
  })

  it('does not open for one bad instance', async () => {
    const { joinAll, traffic, instances, states } = town()
    await joinAll(5)
    const [bad] = instances
    if (bad) bad.isIll = true
    await traffic(60_000, 500)
    expect(states().slice(1)).toEqual(Array(4).fill('closed'))
  })

  it('closes for all after a few probes of the whole fleet, and lets no crowd through', async () => {
    const { joinAll, traffic, health, states } = town()
    await joinAll(6)
    health.isDown = true
    await traffic(4_000, 500)
    const { failure } = await traffic(6_500, 500)
    expect(failure).toBeLessThanOrEqual(3)
    health.isDown = false
    await traffic(15_000, 500)
    expect(states()).toEqual(Array(6).fill('closed'))
  })

  it('keeps probing while the dependency stays down, three at a time for the whole fleet', async () => {
    const { joinAll, traffic, health, states } = town()
    await joinAll(6)
    health.isDown = true
    await traffic(4_000, 500)
    const { failure } = await traffic(60_000, 500)
    expect(failure).toBeGreaterThan(4)
    expect(failure).toBeLessThan(30)
    expect(states().filter(state => state === 'closed')).toEqual([])
  })

  it('tells an instance that joins later', async () => {
    const { joinAll, join, traffic, health } = town({ openDurationMs: 60_000 })
    await joinAll(6)
    health.isDown = true
    await traffic(4_000, 500)
    const late = await join()
    expect(late.manager.get(HOST)?.state).toBe('open')
    expect(late.fleet.getStatus().verdicts).toMatchObject([
      { name: HOST, state: 'open', source: 'heartbeat' },
    ])
  })

  it('tells a breaker that is made later', async () => {
    const { joinAll, traffic, health, instances } = town({ openDurationMs: 60_000 })
    await joinAll(6)
    const [first] = instances
    health.isDown = true
    await traffic(4_000, 500)
    first?.manager.remove(HOST)
    expect(first?.manager.create(HOST).state).toBe('open')
  })

  it('says whence each verdict comes, and how old it is', async () => {
    const { joinAll, clock, instances } = town()
    await joinAll(2)
    await instances[0]?.fleet.forceOpen(HOST, { forMs: 60_000, actor: 'ann' })
    await clock.advance(1_500)
    expect(instances[0]?.fleet.getStatus().verdicts).toMatchObject([{ source: 'message', ageMs: 1_500 }])
    expect(instances[1]?.fleet.getStatus()).toMatchObject({
      fleet: 'default',
      instance: 'i2',
      store: 'found',
      live: 2,
      verdicts: [
        {
          name: HOST,
          state: 'open',
          ms: expect.any(Number),
          source: 'message',
          actor: 'ann',
          isAlone: false,
        },
      ],
    })
  })

  it('no longer counts an instance that has closed', async () => {
    const { joinAll, clock, instances } = town()
    await joinAll(3)
    await instances[2]?.fleet.close()
    await clock.advance(26_000)
    expect(instances[0]?.fleet.getStatus().live).toBe(2)
  })

  it('says nothing twice while it has attention', async () => {
    const { joinAll, clock, instances, store } = town()
    await joinAll(2)
    for (let failure = 0; failure < 5; failure += 1) {
      const permit = instances[0]?.seam.admit(HOST)
      instances[0]?.seam.settle(HOST, permit as number, 'failure')
    }
    await clock.advance(20_000)
    expect(instances[0]?.fleet.getStatus().verdicts).toMatchObject([{ hasAttention: true }])
    expect(store.ran.report).toBe(1)
  })

  it('leaves nothing behind when it is closed', async () => {
    const { joinAll, traffic, health, clock, close, store } = town()
    await joinAll(3)
    health.isDown = true
    await traffic(4_000, 500)
    await close()
    expect(clock.waiting).toBe(0)
    const ran = { ...store.ran }
    await traffic(60_000, 5_000)
    expect(store.ran).toEqual(ran)
  })
})

describe('an operator', () => {
  it('opens a breaker in all instances, and releases it', async () => {
    const { joinAll, clock, instances, states } = town()
    await joinAll(3)
    await instances[0]?.fleet.forceOpen(HOST, { forMs: 60_000, actor: 'ann' })
    await clock.advance(100)
    expect(states()).toEqual(['open', 'open', 'open'])
    await instances[1]?.fleet.release(HOST, { actor: 'ann' })
    await clock.advance(3_000)
    expect(states()).toEqual(['half-open', 'half-open', 'half-open'])
  })

  it('has nothing shared for a while', async () => {
    const { joinAll, traffic, health, instances, store } = town()
    await joinAll(3)
    await instances[0]?.fleet.holdClosed(HOST, { forMs: 3_600_000, actor: 'ann' })
    health.isDown = true
    await traffic(10_000, 500)
    expect(store.ran.report).toBeUndefined()
    expect(instances[2]?.fleet.getStatus().verdicts).toMatchObject([{ state: 'held', actor: 'ann' }])
  })

  it.each([
    ['forMs', { forMs: 0, actor: 'ann' }, 'forMs must be a whole number from 1 to 86400000, got 0'],
    ['actor', { forMs: 1, actor: 'a|b' }, 'actor must be 1–64 letters, digits, "-", "_" or ".", got "a|b"'],
  ])('is told what is wrong with %s', async (_, options, message) => {
    const { join } = town()
    const { fleet } = await join()
    await expect(fleet.forceOpen(HOST, options)).rejects.toThrow(new RangeError(message))
  })
})
