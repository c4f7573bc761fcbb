import { CircuitBreakerManager, REJECTED } from '@recloser/core'
import { watchPage } from '@recloser/core/browser'
import { afterEach, describe, expect, it, vi } from 'vitest'

afterEach(() => vi.unstubAllGlobals())

const EIGHT_HOURS = 8 * 3_600_000

/** A page whose events and clocks the test moves; `sleep` is what stops the one clock and not the other. */
const openPage = () => {
  const clock = { time: 0, now: () => clock.time }
  const wallClock = { time: 1.8e12, now: () => wallClock.time }
  const page = { window: new EventTarget(), document: new EventTarget() }
  vi.stubGlobal('document', page.document)
  vi.stubGlobal('addEventListener', page.window.addEventListener.bind(page.window))
  const manager = new CircuitBreakerManager({ defaults: { clock, jitter: 0 } })
  const undo = watchPage(manager, { wallClock })
  const breaker = manager.create('api.example.com')
  const transitions: string[] = []
  breaker.on('transition', ({ to, reason }) => transitions.push(`${to} ${reason}`))
  const settleNew = (outcome: 'success' | 'failure') => breaker.settle(breaker.acquire(), outcome)
  const pass = (ms: number) => {
    clock.time += ms
    wallClock.time += ms
  }
  return {
    breaker,
    manager,
    clock,
    wallClock,
    transitions,
    undo,
    pass,
    sleep: (ms: number) => {
      wallClock.time += ms
    },
    hear: (type: string, init: object = {}) => {
      const target = type === 'visibilitychange' || type === 'resume' ? page.document : page.window
      target.dispatchEvent(Object.assign(new Event(type), init))
    },
    trip: () => {
      for (let failures = 0; failures < 5; failures += 1) settleNew('failure')
    },
    fail: () => settleNew('failure'),
    /** How many of a hundred calls at once are let through. */
    admitted: () =>
      Array.from({ length: 100 }, () => breaker.acquire()).filter(permit => permit !== REJECTED).length,
  }
}

describe('online', () => {
  it('lets one probe through at once, and never a burst', () => {
    const { trip, hear, admitted, transitions } = openPage()
    trip()
    hear('online')
    expect(admitted()).toBe(1)
    expect(transitions).toEqual(['open failure-threshold', 'half-open due'])
  })

  it('gives another probe when the one before was lost with the line', () => {
    const { trip, hear, admitted } = openPage()
    trip()
    hear('online')
    expect(admitted()).toBe(1)
    hear('online')
    expect(admitted()).toBe(1)
  })

  it('cuts no pause short that server or operator asked for', () => {
    const { breaker, hear, pass, admitted } = openPage()
    breaker.settle(breaker.acquire(), 'throttled', undefined, 120_000)
    pass(30_000)
    hear('online')
    expect([breaker.retryAfterMs, admitted()]).toEqual([90_000, 0])
    breaker.forceOpen()
    hear('online')
    expect(admitted()).toBe(0)
  })
})

describe('a sleep', () => {
  it.each(['visibilitychange', 'focus', 'online', 'pageshow', 'resume'])(
    'of eight hours, noticed by %s, lets one probe through, and no burst',
    event => {
      const { trip, sleep, hear, admitted, transitions } = openPage()
      trip()
      sleep(EIGHT_HOURS)
      for (let times = 0; times < 3; times += 1) hear(event, { persisted: true })
      expect(admitted()).toBe(1)
      expect(transitions).toEqual(['open failure-threshold', 'half-open due'])
    },
  )

  it('of eight hours ends the pause of a server, and leaves an operator’s force', () => {
    const { manager, sleep, hear } = openPage()
    const [paused, forced] = [manager.create('paused'), manager.create('forced')]
    paused.pause(120_000)
    forced.forceOpen()
    sleep(EIGHT_HOURS)
    hear('focus')
    expect([paused.retryAfterMs, forced.retryAfterMs]).toEqual([0, undefined])
  })

  it('makes the failures before it, and those of what it cut off, count for nothing', () => {
    const { breaker, fail, sleep, hear } = openPage()
    const cut = Array.from({ length: 5 }, () => breaker.acquire())
    for (let failures = 0; failures < 4; failures += 1) fail()
    sleep(EIGHT_HOURS)
    hear('visibilitychange')
    for (const permit of cut) breaker.settle(permit, 'failure')
    fail()
    expect(breaker.getStatus()).toMatchObject({ state: 'closed', failureCount: 1 })
  })

  it('that the page is told nothing of is noticed by the first call that is rejected', () => {
    const { trip, sleep, admitted } = openPage()
    trip()
    sleep(EIGHT_HOURS)
    expect(admitted()).toBe(1)
  })

  it('that the page is told nothing of is noticed when what it cut off trips the circuit', () => {
    const { breaker, sleep, admitted } = openPage()
    const cut = Array.from({ length: 5 }, () => breaker.acquire())
    sleep(EIGHT_HOURS)
    for (const permit of cut) breaker.settle(permit, 'failure')
    expect(admitted()).toBe(1)
  })

  it('is none when the wall clock is set right by less than ten seconds, or goes back', () => {
    const { trip, fail, sleep, hear, breaker, admitted } = openPage()
    fail()
    sleep(9_999)
    hear('focus')
    sleep(-3_600_000)
    hear('focus')
    expect(breaker.getStatus().failureCount).toBe(1)
    trip()
    sleep(9_999)
    hear('visibilitychange')
    expect(admitted()).toBe(0)
  })

  it('is none when both clocks went on', () => {
    const { trip, pass, hear, breaker } = openPage()
    trip()
    pass(30_000)
    hear('visibilitychange')
    expect(breaker.retryAfterMs).toBe(30_000)
  })
})

describe('a page that was frozen or in the back-forward cache', () => {
  it('wakes once when it is thawed and shown', () => {
    const { trip, hear, admitted } = openPage()
    trip()
    hear('resume')
    expect(admitted()).toBe(1)
    hear('visibilitychange')
    hear('pageshow', { persisted: true })
    expect(admitted()).toBe(0)
  })

  it('wakes again the next time', () => {
    const { trip, hear, pass, admitted } = openPage()
    trip()
    hear('pageshow', { persisted: true })
    expect(admitted()).toBe(1)
    pass(1_000)
    hear('resume')
    expect(admitted()).toBe(1)
  })

  it('is not meant by the pageshow of every load', () => {
    const { trip, hear, admitted } = openPage()
    trip()
    hear('pageshow', { persisted: false })
    expect(admitted()).toBe(0)
  })
})

describe('watchPage', () => {
  it('is undone: no event reaches a breaker any more', () => {
    const { trip, undo, sleep, hear, admitted } = openPage()
    trip()
    undo()
    sleep(EIGHT_HOURS)
    for (const event of ['online', 'focus', 'visibilitychange', 'resume', 'pageshow'])
      hear(event, { persisted: true })
    expect(admitted()).toBe(0)
  })

  it('does nothing outside a page', () => {
    const manager = new CircuitBreakerManager()
    const undo = watchPage(manager)
    expect(undo()).toBeUndefined()
  })
})
