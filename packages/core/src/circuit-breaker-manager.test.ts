import {
  type CircuitBreaker,
  CircuitBreakerManager,
  CircuitManager,
  lastCalls,
  resolveConfig,
} from '@recloser/core'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { wording } from '../test/wording.ts'

const clocked = (maxBreakers?: number) => {
  const clock = { time: 0, now: () => clock.time }
  const manager = new CircuitBreakerManager({
    defaults: { clock, jitter: 0, failureThreshold: 1 },
    maxBreakers,
  })
  return { manager, clock }
}
const use = (breaker: CircuitBreaker) => breaker.settle(breaker.acquire(), 'success')
const trip = (breaker: CircuitBreaker) => breaker.settle(breaker.acquire(), 'failure')
const names = (manager: CircuitBreakerManager) => [...manager].map(({ name }) => name)

describe('keeping', () => {
  it('creates over its defaults, and finds by name', () => {
    const { manager } = clocked()
    const breaker = manager.create('payments', { failureThreshold: 3 })
    expect(breaker.config).toMatchObject({ failureThreshold: 3, jitter: 0 })
    expect(manager.get('payments')).toBe(breaker)
    expect(manager.get('unknown')).toBeUndefined()
  })

  it('throws on a taken name, and keeps what was there', () => {
    const { manager } = clocked()
    const breaker = manager.create('payments')
    expect(() => manager.create('payments')).toThrow(
      new Error(wording('a circuit breaker named "payments" exists already', 'name')),
    )
    expect(manager.get('payments')).toBe(breaker)
  })

  it('getOrCreate makes one a name; a later configuration is not looked at', () => {
    const { manager } = clocked()
    const breaker = manager.getOrCreate('payments', { failureThreshold: 3 })
    expect(manager.getOrCreate('payments', { failureThreshold: -1 })).toBe(breaker)
    expect(names(manager)).toEqual(['payments'])
  })

  it('shares one resolved configuration between the breakers that ask for nothing of their own', () => {
    const { manager } = clocked()
    expect(manager.getOrCreate('a').config).toBe(manager.config)
    const own = resolveConfig({ jitter: 1 })
    expect(manager.getOrCreate('b', own).config).toBe(own)
  })

  it.each(['__proto__', 'constructor', 'toString', '\ud800', 'x'.repeat(10_000)])(
    'takes %.12s for a plain name',
    name => {
      const { manager } = clocked()
      expect(manager.get(name)).toBeUndefined()
      expect(manager.getOrCreate(name)).toBe(manager.get(name))
    },
  )

  it('removes, and says whether there was one', () => {
    const { manager } = clocked()
    manager.create('payments')
    expect(manager.remove('payments')).toBe(true)
    expect(manager.remove('payments')).toBe(false)
    expect(names(manager)).toEqual([])
  })

  it('refuses wrong configuration, at once', () => {
    expect(() => new CircuitBreakerManager({ defaults: { jitter: 2 } })).toThrow(wording('jitter must be'))
    for (const maxBreakers of [0, 1.5, -1, Number.NaN, '5']) {
      expect(() => new CircuitBreakerManager({ maxBreakers: maxBreakers as number })).toThrow(
        wording('maxBreakers must be a whole number >= 1 or Infinity, got '),
      )
    }
    const { manager } = clocked()
    expect(() => manager.create('')).toThrow(
      new TypeError(wording('name must be a non-empty string, got ""')),
    )
    expect(() => manager.create('a', { jitter: 2 })).toThrow(RangeError)
    expect(() => manager.getOrCreate('a', { jitter: 2 })).toThrow(RangeError)
    expect(names(manager)).toEqual([])
  })
})

it('keeps circuits that call nothing themselves, where clients need no more', () => {
  const manager = new CircuitManager()
  const circuit = manager.getOrCreate('payments')
  circuit.settle(circuit.acquire(), 'success')
  expect(manager.get('payments')?.getStatus().metrics.successes).toBe(1)
})

describe('watching and controlling all', () => {
  it('says which are open, and what all are', () => {
    const { manager, clock } = clocked()
    use(manager.create('closed'))
    trip(manager.create('half-open', { openDurationMs: 1_000 }))
    trip(manager.create('open'))
    clock.time = 1_000
    expect(manager.anyOpen()).toBe(true)
    expect(manager.getOpenBreakers()).toEqual(['open'])
    const status = manager.getSystemStatus()
    expect(status).toMatchObject({
      total: 3,
      closed: 1,
      open: 1,
      halfOpen: 1,
      unguarded: 0,
      openBreakers: ['open'],
    })
    expect(status.breakers.map(({ name, state }) => [name, state])).toEqual([
      ['closed', 'closed'],
      ['half-open', 'half-open'],
      ['open', 'open'],
    ])
  })

  it('has none open when there are none', () => {
    const { manager } = clocked()
    expect(manager.anyOpen()).toBe(false)
    expect(manager.getOpenBreakers()).toEqual([])
  })

  it('resets all', () => {
    const { manager } = clocked()
    trip(manager.create('a'))
    trip(manager.create('b'))
    manager.resetAll()
    expect(manager.anyOpen()).toBe(false)
    expect(manager.get('a')?.getStatus().metrics.failures).toBe(0)
  })

  it('shuts all down, and waits for what is in flight or for the signal', async () => {
    const { manager } = clocked()
    const [a, b] = [manager.create('a'), manager.create('b')]
    const permit = a.acquire()
    const done = manager.shutdownAll()
    expect([a.acquire(), b.acquire()]).toEqual([0, 0])
    a.settle(permit, 'success')
    await done
    const { manager: other } = clocked()
    other.create('c').acquire()
    await other.shutdownAll(AbortSignal.abort())
    expect(other.getOpenBreakers()).toEqual(['c'])
  })

  it('shuts down no breaker that a listener has removed before', async () => {
    const reported = vi.spyOn(console, 'error').mockReturnValue()
    onTestFinished(() => reported.mockRestore())
    const manager = new CircuitBreakerManager()
    manager.on('created', ({ name }) => manager.remove(name))
    await manager.shutdownAll()
    manager.create('payments')
    expect(reported).not.toHaveBeenCalled()
  })

  it('tells the events of every breaker, now and later, until undone or removed', () => {
    const { manager } = clocked()
    const heard: string[] = []
    const early = manager.create('early')
    const undo = manager.on('transition', ({ name, to }) => heard.push(`${name} ${to}`))
    const late = manager.getOrCreate('late')
    trip(early)
    trip(late)
    manager.remove('early')
    early.forceClose()
    undo()
    late.forceClose()
    expect(heard).toEqual(['early open', 'late open'])
  })

  it('tells the breaker’s own listeners first, then its own, in order even when one re-enters', () => {
    const { manager } = clocked()
    const heard: string[] = []
    const breaker = manager.create('a')
    manager.on('transition', ({ to }) => heard.push(`manager ${to}`))
    breaker.on('transition', ({ to }) => {
      heard.push(`own ${to}`)
      if (to === 'open') breaker.forceClose()
    })
    trip(breaker)
    expect(heard).toEqual(['own open', 'manager open', 'own closed', 'manager closed'])
  })

  it('leaves a removed breaker its own listeners, and its calls in flight', () => {
    const { manager } = clocked()
    const breaker = manager.create('a')
    const permit = breaker.acquire()
    const heard: unknown[] = []
    breaker.on('transition', event => heard.push(event.to))
    manager.remove('a')
    breaker.settle(permit, 'failure')
    expect(heard).toEqual(['open'])
  })

  it('hears of settled and rejected where a breaker has no listener of its own', () => {
    const { manager } = clocked()
    const heard: string[] = []
    manager.on('settled', ({ outcome }) => heard.push(outcome))
    manager.on('rejected', ({ reason }) => heard.push(reason))
    const breaker = manager.create('a')
    trip(breaker)
    breaker.acquire()
    expect(heard).toEqual(['failure', 'failure-threshold'])
  })

  it('takes no half-open one for open', () => {
    const { manager, clock } = clocked()
    trip(manager.create('a'))
    clock.time = 60_000
    expect(manager.anyOpen()).toBe(false)
  })
})

describe('telling which breakers it keeps', () => {
  const heardBy = (manager: CircuitBreakerManager) => {
    const heard: string[] = []
    manager.on('created', ({ name }) => heard.push(`created ${name}`))
    manager.on('removed', ({ name }) => heard.push(`removed ${name}`))
    return heard
  }

  it('tells of each that it makes and each that is removed, once', () => {
    const { manager } = clocked()
    const heard = heardBy(manager)
    manager.create('a')
    manager.getOrCreate('b')
    manager.getOrCreate('b')
    manager.remove('a')
    manager.remove('a')
    expect(heard).toEqual(['created a', 'created b', 'removed a'])
  })

  it('tells which one made room, and nothing of one that it does not keep', () => {
    const { manager } = clocked(1)
    use(manager.getOrCreate('quiet'))
    const heard = heardBy(manager)
    trip(manager.getOrCreate('open'))
    expect(manager.getOrCreate('unguarded').config.mode).toBe('off')
    expect(heard).toEqual(['removed quiet', 'created open'])
  })

  it('tells when all is done, so that no listener finds the room that was made for another', () => {
    const { manager } = clocked(1)
    use(manager.getOrCreate('first'))
    const kept: string[][] = []
    manager.on('removed', () => kept.push(names(manager)))
    manager.getOrCreate('second')
    expect(kept).toEqual([['second']])
  })

  it('is the only one to tell: a breaker refuses to listen for it', () => {
    const breaker = clocked().manager.create('a')
    expect(() => breaker.on('created' as never, () => undefined)).toThrow(TypeError)
  })
})

describe('maxBreakers', () => {
  it('keeps 1 024 by default', () => {
    const { manager } = clocked()
    for (let index = 0; index < 1_100; index += 1) use(manager.getOrCreate(`host ${index}`))
    expect(manager.getSystemStatus()).toMatchObject({ total: 1_024, unguarded: 0 })
  })

  it('Infinity: keeps as many as there are names', () => {
    const manager = new CircuitBreakerManager({ maxBreakers: Infinity })
    for (let index = 0; index <= 1_024; index += 1) manager.getOrCreate(`host ${index}`)
    expect(manager.getSystemStatus()).toMatchObject({ total: 1_025, unguarded: 0 })
  })

  it('lets the quiet that is longest unused make room', () => {
    const { manager } = clocked(3)
    for (const name of ['a', 'b', 'c']) use(manager.getOrCreate(name))
    manager.getOrCreate('d')
    expect(manager.get('a')).toBeUndefined()
    use(manager.getOrCreate('b'))
    use(manager.getOrCreate('d'))
    manager.getOrCreate('e')
    expect(names(manager).sort()).toEqual(['b', 'd', 'e'])
  })

  it('never lets one go that is open, in flight, failing or forced, nor one that was created', () => {
    const { manager } = clocked(5)
    trip(manager.getOrCreate('open'))
    manager.getOrCreate('in flight').acquire()
    trip(manager.getOrCreate('failing', { failureThreshold: 5 }))
    manager.getOrCreate('forced').forceOpen()
    manager.create('created')
    const answer = manager.getOrCreate('one more')
    expect(answer.config.mode).toBe('off')
    expect(answer.name).toBe('one more')
    expect(manager.get('one more')).toBeUndefined()
    expect(manager.getSystemStatus()).toMatchObject({ total: 5, unguarded: 1 })
    expect(() => manager.create('another')).toThrow(
      new Error(wording('no room for "another": 5 circuit breakers are kept', 'maxBreakers')),
    )
    manager.resetAll()
    expect(manager.getSystemStatus().unguarded).toBe(0)
  })

  it('keeps one with slow calls in its window', () => {
    const { manager } = clocked(1)
    const slow = manager.getOrCreate('slow', { slowCallMs: 10 })
    slow.settle(slow.acquire(), 'success', 10)
    expect(manager.getOrCreate('other').config.mode).toBe('off')
  })

  it('lets open ones go that are overdue by more than maxBackoffMs, after the quiet', () => {
    const { manager, clock } = clocked(2)
    trip(manager.getOrCreate('overdue'))
    use(manager.getOrCreate('quiet'))
    clock.time = 60_000 + 300_000
    expect(manager.getOrCreate('a')).toBe(manager.get('a'))
    expect(names(manager)).toEqual(['overdue', 'a'])
    trip(manager.getOrCreate('a'))
    expect(manager.getOrCreate('b').config.mode).toBe('off')
    clock.time += 1
    manager.getOrCreate('c')
    expect(names(manager)).toEqual(['a', 'c'])
  })

  it('lets a half-open one go that nobody called for so long, not one with a probe in flight', () => {
    const { manager, clock } = clocked(1)
    const breaker = manager.getOrCreate('a')
    trip(breaker)
    clock.time = 60_000
    const probe = breaker.acquire()
    clock.time = 500_000
    expect(manager.getOrCreate('b').config.mode).toBe('off')
    breaker.settle(probe, 'success')
    expect(breaker.state).toBe('half-open')
    expect(manager.getOrCreate('b').config.mode).toBe('enforce')
  })

  it('makes room for create too', () => {
    const { manager } = clocked(1)
    use(manager.getOrCreate('quiet'))
    manager.create('created')
    expect(names(manager)).toEqual(['created'])
  })

  it('has room again after remove, and never hands out a removed one', () => {
    const { manager } = clocked(2)
    const removed = manager.getOrCreate('a')
    manager.getOrCreate('b')
    manager.remove('a')
    manager.getOrCreate('c')
    manager.getOrCreate('d')
    expect(manager.get('a')).toBeUndefined()
    expect([...manager]).not.toContain(removed)
    expect(names(manager)).toHaveLength(2)
  })

  it('tells no more events of one that made room', () => {
    const { manager } = clocked(1)
    const heard: string[] = []
    manager.on('transition', ({ name }) => heard.push(name))
    const evicted = manager.getOrCreate('a')
    manager.getOrCreate('b')
    trip(evicted)
    expect(heard).toEqual([])
  })

  it('looks at a bounded number, however many it keeps', () => {
    let reads = 0
    const clock = {
      now: () => {
        reads += 1
        return 0
      },
    }
    const manager = new CircuitBreakerManager({
      defaults: { clock, failureThreshold: 1 },
      maxBreakers: 1_000,
    })
    for (let index = 0; index < 1_000; index += 1) trip(manager.getOrCreate(`host ${index}`))
    reads = 0
    expect(manager.getOrCreate('one more').config.mode).toBe('off')
    expect(reads).toBeLessThanOrEqual(32)
  })

  it('lets the quiet go before the overdue', () => {
    const { manager, clock } = clocked(2)
    trip(manager.getOrCreate('overdue'))
    clock.time = 1e6
    use(manager.getOrCreate('quiet'))
    manager.getOrCreate('a')
    expect(names(manager)).toEqual(['overdue', 'a'])
  })

  it('finds the one that can go among 32', () => {
    const { manager } = clocked(32)
    for (let index = 0; index < 31; index += 1) trip(manager.getOrCreate(`open ${index}`))
    use(manager.getOrCreate('quiet'))
    expect(manager.getOrCreate('one more').config.mode).toBe('enforce')
  })

  it('finds room for create wherever there is some, however many it must look at', () => {
    const { manager } = clocked(100)
    for (let index = 0; index < 99; index += 1) trip(manager.getOrCreate(`open ${index}`))
    use(manager.getOrCreate('quiet'))
    expect(manager.create('payments').config.mode).toBe('enforce')
  })

  it('keeps one that was just handed out and not called yet', () => {
    const { manager } = clocked(3)
    use(manager.getOrCreate('a'))
    use(manager.getOrCreate('b'))
    const fresh = manager.getOrCreate('fresh')
    manager.getOrCreate('next')
    expect(manager.get('fresh')).toBe(fresh)
  })

  it('keeps a half-open one that is called all the time, whatever comes of it', () => {
    const { manager, clock } = clocked(1)
    const busy = manager.getOrCreate('busy')
    trip(busy)
    for (clock.time = 60_000; clock.time < 600_000; clock.time += 1_000) {
      busy.settle(busy.acquire(), 'ignored')
    }
    expect(manager.getOrCreate('other').config.mode).toBe('off')
    expect(manager.get('busy')).toBe(busy)
  })

  it('keeps a half-open one that is not overdue, though its window is empty', () => {
    const { manager, clock } = clocked(1)
    const breaker = manager.getOrCreate('a')
    trip(breaker)
    clock.time = 120_000
    use(breaker)
    expect(breaker.getStatus()).toMatchObject({ state: 'half-open', calls: 0, inFlight: 0 })
    manager.getOrCreate('b')
    expect(manager.getOrCreate('b').config.mode).toBe('off')
  })

  it('keeps one whose run is not over though its bucket is', () => {
    const { manager, clock } = clocked(1)
    clock.time = 500
    trip(manager.getOrCreate('failing', { failureThreshold: 5, failureWindowMs: 10_000 }))
    clock.time = 10_000
    expect(manager.get('failing')?.getStatus()).toMatchObject({ calls: 0, failureCount: 1 })
    manager.getOrCreate('other')
    expect(manager.getOrCreate('other').config.mode).toBe('off')
  })

  it('lets one go that failed by a count window, once nobody calls it any more', () => {
    const { manager } = clocked(1)
    trip(manager.getOrCreate('a', { failureThreshold: 5, failureWindow: lastCalls(20) }))
    expect(manager.getOrCreate('b').config.mode).toBe('off')
    expect(manager.getOrCreate('b').config.mode).toBe('enforce')
  })

  it('never takes a new breaker for a removed one of the same name', () => {
    const { manager } = clocked(2)
    const busy = ['a', 'b'].map(name => {
      const breaker = manager.getOrCreate(name)
      return { breaker, permit: breaker.acquire() }
    })
    manager.getOrCreate('no room')
    for (const { breaker, permit } of busy) breaker.settle(permit, 'ignored')
    manager.getOrCreate('c')
    manager.getOrCreate('d')
    for (const name of ['a', 'b', 'c', 'd']) manager.remove(name)
    const kept = ['a', 'b'].map(name => manager.getOrCreate(name))
    for (const breaker of kept) breaker.acquire()
    manager.getOrCreate('e')
    expect([...manager]).toEqual(kept)
  })
})
