import {
  CircuitBreakerManager,
  type CircuitBreakerManagerConfig,
  type CircuitTransition,
  type ManagerSnapshot,
  resolveConfig,
  restore,
  shutdown,
  toSnapshot,
  wake,
} from '@recloser/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { wording } from '../test/wording.ts'

afterEach(() => vi.restoreAllMocks())

/** A process of its own: its clock has an origin of its own. */
const start = (origin = 0, config: CircuitBreakerManagerConfig = {}) => {
  const clock = { time: origin, now: () => clock.time }
  const manager = new CircuitBreakerManager({
    ...config,
    defaults: { clock, jitter: 0, failureThreshold: 1, ...config.defaults },
  })
  const transitions: CircuitTransition[] = []
  manager.on('transition', transition => transitions.push(transition))
  const fail = (name: string) => {
    const breaker = manager.getOrCreate(name)
    breaker.settle(breaker.acquire(), 'failure')
  }
  return { manager, clock, fail, moves: () => transitions.map(({ to, reason }) => `${to} ${reason}`) }
}
const travel = (snapshot: ManagerSnapshot): unknown => JSON.parse(JSON.stringify(snapshot))
const names = (manager: CircuitBreakerManager) => [...manager].map(({ name }) => name)
const snapshotWith = (...breakers: unknown[]) => ({ version: 1, at: Date.now(), breakers })
const entry = { name: 'payments', reason: 'failure-rate', waitMs: 5_000, trips: 1, backoffMs: 60_000 }

describe('toSnapshot', () => {
  it('holds what is not closed, and no more of it than it takes to go on', () => {
    const { manager, fail, clock } = start()
    manager.getOrCreate('closed')
    fail('payments')
    manager.getOrCreate('paused').pause(20_000, 'deploy')
    manager.getOrCreate('forced').forceOpen()
    clock.time = 10_000.5
    const { at, ...rest } = toSnapshot(manager)
    expect(Math.abs(at - Date.now())).toBeLessThan(10_000)
    expect(rest).toEqual({
      version: 1,
      breakers: [
        { name: 'payments', reason: 'failure-threshold', waitMs: 50_000, trips: 1, backoffMs: 60_000 },
        { name: 'paused', reason: 'deploy', waitMs: 10_000, askedMs: 10_000, trips: 0, backoffMs: 0 },
        { name: 'forced', reason: 'forced', trips: 0, backoffMs: 0, forced: true },
      ],
    })
  })

  it('names no wait that nobody asked for, nor one that is over', () => {
    const { manager, fail, clock } = start()
    manager.getOrCreate('paused').pause(20_000)
    clock.time = 20_000
    fail('payments')
    for (const breaker of toSnapshot(manager).breakers) expect(breaker).not.toHaveProperty('askedMs')
  })

  it('changes nothing, and leaves out what was shut down: the next process is another', async () => {
    const { manager, fail, clock, moves } = start()
    fail('payments')
    clock.time = 60_000
    toSnapshot(manager)
    expect(moves()).toEqual(['open failure-threshold'])
    await manager.shutdownAll()
    expect(toSnapshot(manager).breakers).toEqual([])
  })
})

describe('restore', () => {
  it('goes on where the other process was, on another clock', () => {
    const one = start(1e6)
    one.fail('payments')
    one.clock.time += 20_000
    const other = start(-500)
    expect(restore(other.manager, travel(toSnapshot(one.manager)), 0)).toBe(1)
    const breaker = other.manager.get('payments')
    expect(breaker?.getStatus()).toMatchObject({
      state: 'open',
      reason: 'failure-threshold',
      retryAfterMs: 40_000,
      currentBackoffMs: 60_000,
    })
    other.clock.time += 40_000
    other.fail('payments')
    expect(breaker?.retryAfterMs).toBe(120_000)
  })

  it('tells that it was restored, after it was created; that is no trip', () => {
    const { manager, moves } = start()
    const heard: string[] = []
    manager.on('created', ({ name }) => heard.push(`${name} ${manager.get(name)?.state}`))
    manager.on('transition', ({ name, reason }) => heard.push(`${name} ${reason}`))
    manager.create('known')
    const trips: string[] = []
    manager.get('known')?.onTrip(name => trips.push(name))
    restore(manager, snapshotWith(entry, { ...entry, name: 'known' }))
    expect(heard.slice(1)).toEqual(['payments open', 'payments restored', 'known restored'])
    expect([trips, moves()]).toEqual([[], ['open restored', 'open restored']])
  })

  it('takes off what has passed meanwhile, by the wall clock or as it is told', () => {
    const snapshot = snapshotWith(entry)
    vi.spyOn(Date, 'now').mockReturnValue(snapshot.at + 2_000)
    const waits = [undefined, 0, 4_000].map(elapsedMs => {
      const { manager } = start()
      restore(manager, snapshot, elapsedMs)
      return manager.get('payments')?.retryAfterMs
    })
    expect(waits).toEqual([3_000, 5_000, 1_000])
  })

  it('refuses an age that is no duration, and changes nothing', () => {
    const { manager } = start()
    for (const elapsedMs of [-1, Number.NaN, Infinity, '5']) {
      expect(() => restore(manager, snapshotWith(entry), elapsedMs as number)).toThrow(
        wording('elapsedMs must be'),
      )
    }
    expect(names(manager)).toEqual([])
  })

  it('lengthens nothing when the wall clock went back', () => {
    const snapshot = snapshotWith(entry)
    vi.spyOn(Date, 'now').mockReturnValue(snapshot.at - 3_600_000)
    const { manager } = start()
    restore(manager, snapshot)
    expect(manager.get('payments')?.retryAfterMs).toBe(5_000)
  })

  it('restores half-open, and what has come due, as open and due', () => {
    const one = start()
    one.fail('half-open')
    one.manager.get('half-open')?.probeNow()
    const other = start()
    restore(other.manager, travel(toSnapshot(one.manager)), 0)
    restore(other.manager, snapshotWith(entry), 6_000)
    expect(other.manager.getSystemStatus()).toMatchObject({ halfOpen: 2 })
    const permits = Array.from({ length: 5 }, () => other.manager.get('half-open')?.acquire())
    expect(permits.filter(Boolean)).toHaveLength(3)
    expect(other.moves().at(-1)).toBe('half-open due')
  })

  it('passes over what was over too long ago', () => {
    const { manager } = start()
    expect(restore(manager, snapshotWith(entry), 5_000 + 300_000)).toBe(0)
    expect(names(manager)).toEqual([])
    expect(restore(manager, snapshotWith(entry), 5_000 + 299_999)).toBe(1)
  })

  it('never shortens a wait, and lengthens it in silence', () => {
    const { manager, fail, moves } = start()
    fail('payments')
    restore(manager, snapshotWith(entry))
    expect(manager.get('payments')?.retryAfterMs).toBe(60_000)
    restore(manager, snapshotWith({ ...entry, waitMs: 90_000 }), 0)
    expect(manager.get('payments')?.retryAfterMs).toBe(90_000)
    expect(moves()).toEqual(['open failure-threshold'])
  })

  it('leaves a circuit that is probing to its probes, unless there is still a wait', () => {
    const { manager, fail, clock, moves } = start()
    fail('payments')
    clock.time = 61_000
    const probe = manager.get('payments')?.acquire() ?? 0
    for (const waitMs of [-1, 0]) restore(manager, snapshotWith({ ...entry, waitMs }), 0)
    manager.get('payments')?.settle(probe, 'success')
    expect(manager.get('payments')?.getStatus().metrics.late).toBe(0)
    restore(manager, snapshotWith(entry))
    expect(moves().at(-1)).toBe('open restored')
  })

  it('ends what is due first, so that listeners see what readers saw', () => {
    const { manager, fail, clock, moves } = start()
    fail('payments')
    clock.time = 60_000
    restore(manager, snapshotWith(entry))
    expect(moves()).toEqual(['open failure-threshold', 'half-open due', 'open restored'])
  })

  it('restores force for as long as it was meant, and opens nothing that was shut down', async () => {
    const one = start()
    one.manager.create('for good').forceOpen({ reason: 'migration' })
    one.manager.create('for a time').forceOpen({ forMs: 1_000 })
    const { manager, clock } = start(77)
    await shutdown(manager.create('down'))
    restore(manager, { ...toSnapshot(one.manager) }, 0)
    restore(manager, snapshotWith({ ...entry, name: 'down', waitMs: 1 }))
    clock.time += 1_000
    expect(manager.get('for good')?.getStatus()).toMatchObject({ forced: true, reason: 'migration' })
    expect(toSnapshot(manager).breakers).toContainEqual(
      expect.objectContaining({ name: 'for good', forced: true }),
    )
    expect(manager.get('for a time')?.getStatus()).toMatchObject({ forced: false, state: 'half-open' })
    expect(manager.get('down')?.getStatus()).toMatchObject({ reason: 'shutdown' })
  })

  it('keeps a wait that was asked for from being woken from', () => {
    const one = start()
    one.manager.getOrCreate('paused').pause(20_000)
    one.fail('tripped')
    const { manager } = start()
    restore(manager, travel(toSnapshot(one.manager)), 5_000)
    for (const breaker of manager) wake(breaker)
    expect([manager.get('paused')?.retryAfterMs, manager.get('tripped')?.retryAfterMs]).toEqual([15_000, 0])
  })
})

describe('the configuration of what is restored', () => {
  it('is what configOf says, over the defaults', () => {
    const own = resolveConfig({ maxBackoffMs: 90_000 })
    const { manager } = start(0, { configOf: name => (name === 'payments' ? own : undefined) })
    restore(manager, snapshotWith(entry, { ...entry, name: 'other' }))
    expect(manager.get('payments')?.config).toBe(own)
    expect(manager.get('other')?.config).toBe(manager.config)
    expect(manager.create('third').config).toBe(manager.config)
  })

  it('is asked for by create and getOrCreate too, where they are given none', () => {
    const { manager } = start(0, { configOf: name => name === 'strict' && { failureThreshold: 2 } })
    expect(manager.getOrCreate('strict').config.failureThreshold).toBe(2)
    expect(manager.getOrCreate('other').config.failureThreshold).toBe(1)
    expect(manager.getOrCreate('own', { failureThreshold: 9 }).config.failureThreshold).toBe(9)
  })

  it('is nobody’s for a name of which configOf says false', () => {
    const { manager } = start(0, { configOf: () => false })
    expect(restore(manager, snapshotWith(entry))).toBe(0)
    expect(names(manager)).toEqual([])
  })

  it('is not asked for where there is a breaker of that name', () => {
    const { manager } = start(0, { configOf: () => false })
    manager.create('payments')
    expect(restore(manager, snapshotWith(entry), 0)).toBe(1)
    expect(manager.get('payments')?.retryAfterMs).toBe(5_000)
  })

  it('may still be given by create, which then takes over place and state, once', () => {
    const { manager } = start()
    restore(manager, snapshotWith(entry))
    const heard: string[] = []
    manager.on('removed', ({ name }) => heard.push(`removed ${name}`))
    manager.on('created', ({ name }) => heard.push(`created ${name}`))
    manager.on('transition', ({ name, reason }) => heard.push(`${reason} ${name}`))
    const breaker = manager.create('payments', { failureThreshold: 7 })
    expect(manager.get('payments')).toBe(breaker)
    expect(breaker.getStatus()).toMatchObject({ state: 'open', failureThreshold: 7, retryAfterMs: 5_000 })
    expect(heard).toEqual(['removed payments', 'created payments', 'restored payments'])
    expect(() => manager.create('payments')).toThrow(
      wording('a circuit breaker named "payments" exists already', 'name'),
    )
  })

  it('may be given by create on a full manager too: it needs no room but that of the other', () => {
    const { manager } = start(0, { maxBreakers: 1 })
    restore(manager, snapshotWith(entry), 0)
    expect(manager.create('payments').retryAfterMs).toBe(5_000)
  })

  it('may be another clock: the waits are as long by it', () => {
    const { manager } = start(500)
    restore(manager, snapshotWith({ ...entry, askedMs: 5_000 }), 0)
    const breaker = manager.create('payments', { clock: { now: () => 1_000_000 } })
    expect(breaker.retryAfterMs).toBe(5_000)
    wake(breaker)
    expect(breaker.retryAfterMs).toBe(5_000)
  })

  it('takes over what the other is by now: closed, or half-open', () => {
    const { manager } = start()
    restore(manager, snapshotWith(entry, { ...entry, name: 'search' }), 0)
    manager.get('payments')?.forceClose()
    manager.get('search')?.probeNow()
    expect(manager.create('payments').state).toBe('closed')
    expect(manager.create('search').state).toBe('half-open')
  })

  it('makes it stay, as what create makes does', () => {
    const { manager, clock } = start(0, { maxBreakers: 1 })
    restore(manager, snapshotWith(entry), 0)
    manager.create('payments').forceClose()
    clock.time = 3_600_000
    manager.getOrCreate('other')
    manager.getOrCreate('other')
    expect(names(manager)).toEqual(['payments'])
  })

  it('refuses a configOf that is no function', () => {
    expect(() => start(0, { configOf: {} as never })).toThrow(wording('configOf must be a function'))
  })

  it('reports a configOf that throws, and goes on with the next', () => {
    const reported = vi.spyOn(console, 'error').mockReturnValue()
    const { manager } = start(0, {
      configOf: name => ({ 'no config': 7 as never })[name],
    })
    expect(restore(manager, snapshotWith({ ...entry, name: 'no config' }, entry))).toBe(1)
    expect(names(manager)).toEqual(['payments'])
    expect(reported).toHaveBeenCalledOnce()
  })
})

describe('a snapshot from elsewhere', () => {
  it.each([null, undefined, 7, 'text', [], {}, { version: 1 }, { version: 1, at: 0, breakers: {} }])(
    'that is %j restores nothing',
    snapshot => {
      const reported = vi.spyOn(console, 'error')
      const { manager } = start()
      expect(restore(manager, snapshot)).toBe(0)
      expect(names(manager)).toEqual([])
      expect(reported).not.toHaveBeenCalled()
    },
  )

  it.each([{ version: 2 }, { at: '0' }, { at: Number.NaN }])('with %o restores nothing', other => {
    const { manager } = start()
    expect(restore(manager, { ...snapshotWith(entry), ...other })).toBe(0)
  })

  it.each([
    null,
    7,
    {},
    { ...entry, name: '' },
    { ...entry, name: 7 },
    { ...entry, reason: undefined },
    { ...entry, reason: '' },
    { ...entry, waitMs: '5' },
    { ...entry, waitMs: undefined },
    { ...entry, waitMs: Infinity },
    { ...entry, askedMs: -1 },
    { ...entry, trips: Number.NaN },
    { ...entry, backoffMs: null },
  ])('loses the entry %j alone', bad => {
    const reported = vi.spyOn(console, 'error')
    const { manager } = start()
    expect(restore(manager, snapshotWith(bad, { ...entry, name: 'good' }))).toBe(1)
    expect(names(manager)).toEqual(['good'])
    expect(reported).not.toHaveBeenCalled()
  })

  it('may use any name: it is a plain name', () => {
    const hostile = JSON.parse('["__proto__", "constructor", "toString", "\\ud800"]') as string[]
    const { manager } = start()
    expect(restore(manager, snapshotWith(...hostile.map(name => ({ ...entry, name }))))).toBe(4)
    expect(names(manager)).toEqual(hostile)
    expect(toSnapshot(manager).breakers.map(({ name }) => name)).toEqual(hostile)
  })

  it('makes no more breakers than are kept, and pushes out none that matter', () => {
    const { manager, fail } = start(0, { maxBreakers: 3 })
    fail('open before')
    const many = Array.from({ length: 100 }, (_, index) => ({ ...entry, name: `n${index}` }))
    expect(restore(manager, snapshotWith(...many))).toBe(2)
    expect(names(manager)).toEqual(['open before', 'n0', 'n1'])
    expect(manager.getSystemStatus().unguarded).toBe(0)
  })

  it('makes breakers that make room for others, once they are long overdue', () => {
    const { manager, clock } = start(0, { maxBreakers: 1 })
    restore(manager, snapshotWith(entry), 0)
    clock.time = 5_000 + 300_001
    manager.getOrCreate('other')
    expect(names(manager)).toEqual(['other'])
  })
})
