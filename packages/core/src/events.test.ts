import { shutdown } from '@recloser/core'
import { beforeEach, describe, expect, it, type MockInstance, onTestFinished, vi } from 'vitest'
import { harness } from '../test/harness.ts'
import { wording } from '../test/wording.ts'

let reported: MockInstance
beforeEach(() => {
  reported = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  return () => reported.mockRestore()
})

describe('on', () => {
  it('tells of settled, rejected and transition, with their facts', () => {
    const { breaker, fail } = harness({ failureThreshold: 1 })
    const heard: unknown[] = []
    breaker.on('settled', event => heard.push(['settled', event]))
    breaker.on('rejected', event => heard.push(['rejected', event]))
    const old = breaker.acquire()
    fail()
    breaker.acquire()
    breaker.settle(old, 'success', 12)
    expect(heard).toEqual([
      ['settled', { name: 'payments', outcome: 'failure', durationMs: undefined, late: false }],
      ['rejected', { name: 'payments', state: 'open', reason: 'failure-threshold', retryAfterMs: 60_000 }],
      ['settled', { name: 'payments', outcome: 'success', durationMs: 12, late: true }],
    ])
  })

  it('tells of the call that settled before the transition it caused', () => {
    const { breaker, fail } = harness({ failureThreshold: 1 })
    const order: string[] = []
    breaker.on('transition', () => order.push('transition'))
    breaker.on('settled', () => order.push('settled'))
    fail()
    expect(order).toEqual(['settled', 'transition'])
  })

  it('tells when all is assigned: state, wait, calls in flight', () => {
    const { breaker, fail, advance } = harness({ failureThreshold: 1 })
    const seen: unknown[] = []
    breaker.on('transition', () => {
      const { state, inFlight, lastTransition } = breaker.getStatus()
      seen.push([state, inFlight, lastTransition?.to])
    })
    fail()
    advance(60_000)
    breaker.acquire()
    expect(seen).toEqual([
      ['open', 0, 'open'],
      ['half-open', 1, 'half-open'],
    ])
  })

  it('returns an undo, which takes back just that registration and may be called twice', () => {
    const { breaker, succeed } = harness()
    const listener = vi.fn()
    const undo = breaker.on('settled', listener)
    breaker.on('settled', listener)
    succeed()
    expect(listener).toHaveBeenCalledTimes(2)
    undo()
    undo()
    succeed()
    expect(listener).toHaveBeenCalledTimes(3)
  })

  it('refuses an event that does not exist, and what is no function', () => {
    const { breaker } = harness()
    expect(() => breaker.on('trip' as never, () => undefined)).toThrow(
      new TypeError(wording('there is no event "trip"', 'event')),
    )
    expect(() => breaker.on('toString' as never, () => undefined)).toThrow(TypeError)
    expect(() => breaker.on('settled', null as never)).toThrow(
      new TypeError(wording('listener must be a function, got null')),
    )
    expect(() => breaker.onTrip('log' as never)).toThrow(
      new TypeError(wording('callback must be a function, got string')),
    )
    expect(() => breaker.onRecovery(undefined as never)).toThrow(TypeError)
  })

  it('keeps the order when a listener causes events in turn', () => {
    const { breaker, trip } = harness()
    const heard: string[] = []
    breaker.on('transition', ({ to }) => {
      heard.push(`first ${to}`)
      if (to === 'open') breaker.forceClose()
    })
    breaker.on('transition', ({ to }) => heard.push(`second ${to}`))
    trip()
    expect(heard).toEqual(['first open', 'second open', 'first closed', 'second closed'])
    expect(breaker.state).toBe('closed')
  })

  it('lets a listener add and remove listeners while an event is delivered', () => {
    const { breaker, succeed } = harness()
    const heard: string[] = []
    const undo = breaker.on('settled', () => {
      heard.push('once')
      undo()
      breaker.on('settled', () => heard.push('later'))
    })
    succeed()
    succeed()
    expect(heard).toEqual(['once', 'later'])
  })

  it('tells a rejection by a half-open circuit as such', () => {
    const { breaker, trip, advance } = harness({ halfOpenMaxCalls: 1 })
    trip()
    advance(60_000)
    const heard: unknown[] = []
    breaker.on('rejected', event => heard.push(event))
    breaker.acquire()
    breaker.acquire()
    expect(heard).toEqual([
      { name: 'payments', state: 'half-open', reason: 'failure-threshold', retryAfterMs: undefined },
    ])
  })

  it.each(['forceOpen', 'pause', 'throttle'])('carries what the window held, on %s too', act => {
    const { breaker, fail, succeed, throttle, transitions } = harness()
    succeed()
    fail(2)
    if (act === 'throttle') throttle(1_000)
    else if (act === 'pause') breaker.pause(1_000)
    else breaker.forceOpen()
    expect(transitions[0]?.counts).toEqual({ calls: 3, failures: 2, slow: 0, run: 2, excess: 0 })
  })

  it('lets a listener finish with one event before it hears the next', () => {
    const { breaker, trip } = harness()
    const heard: string[] = []
    breaker.on('transition', ({ to }) => {
      heard.push(`begin ${to}`)
      if (to === 'open') breaker.forceClose()
      heard.push(`end ${to}`)
    })
    trip()
    expect(heard).toEqual(['begin open', 'end open', 'begin closed', 'end closed'])
  })

  it('tells of a trip before what a listener of the call that caused it does about it', () => {
    const { breaker, fail, moves } = harness({ failureThreshold: 1 })
    breaker.on('settled', () => breaker.isOpen && breaker.forceClose())
    fail()
    expect(moves()).toEqual(['closed>open failure-threshold', 'open>closed forced'])
  })

  it('tells of a transition that nobody can write to', () => {
    const { breaker, trip } = harness()
    const trips: string[] = []
    breaker.on('transition', event => {
      Object.assign(event, { to: 'closed' })
    })
    breaker.onTrip((_name, state) => trips.push(state))
    trip()
    expect(trips).toEqual(['open'])
    expect(breaker.getStatus().lastTransition?.to).toBe('open')
  })
})

describe('onTrip and onRecovery', () => {
  it.each(['onTrip', 'onRecovery'] as const)('%s: refuses what is no function', listen => {
    const { breaker } = harness()
    expect(() => breaker[listen]('callback' as never)).toThrow(
      new TypeError(wording('callback must be a function, got string')),
    )
  })

  it('call back on a trip by slow calls', () => {
    const { breaker, succeed } = harness({ slowCallMs: 100, minRequestsForRate: 1 })
    const reasons: string[] = []
    breaker.onTrip((_name, _state, { reason }) => reasons.push(reason))
    succeed(1, 100)
    expect(reasons).toEqual(['slow-call-rate'])
  })

  it('call back on each entry into open by a rule, and on the way back to closed', () => {
    const { breaker, trip, fail, succeed, advance } = harness()
    const heard: unknown[] = []
    breaker.onTrip((name, state, { from, reason }) => heard.push(['trip', name, state, from, reason]))
    const undo = breaker.onRecovery((name, state, { from }) => heard.push(['recovery', name, state, from]))
    trip()
    advance(60_000)
    fail()
    advance(120_000)
    succeed(3)
    expect(heard).toEqual([
      ['trip', 'payments', 'open', 'closed', 'failure-threshold'],
      ['trip', 'payments', 'open', 'half-open', 'probe-failed'],
      ['recovery', 'payments', 'closed', 'half-open'],
    ])
    undo()
    trip()
    advance(60_000)
    succeed(3)
    expect(heard).toHaveLength(4)
  })

  it('do not call back on force, pause, throttle or shutdown', async () => {
    const { breaker, throttle } = harness()
    const heard = vi.fn()
    breaker.onTrip(heard)
    breaker.onRecovery(heard)
    breaker.forceOpen()
    breaker.forceClose()
    breaker.pause(1_000)
    breaker.reset()
    throttle(1_000)
    await shutdown(breaker)
    expect(heard).not.toHaveBeenCalled()
  })
})

describe('a callback that throws or rejects', () => {
  it('reaches neither the call nor the other listeners, and is reported once', async () => {
    const { breaker } = harness({ failureThreshold: 1 })
    const error = new Error('from a listener')
    const other = vi.fn()
    breaker.onTrip(() => {
      throw error
    })
    breaker.onTrip(other)
    await expect(breaker.call(() => Promise.reject(new Error('down')))).rejects.toThrow('down')
    expect(other).toHaveBeenCalledOnce()
    expect(reported.mock.calls).toEqual([[error]])
  })

  it('rejecting: is reported once, and is not an unhandled rejection', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    onTestFinished(() => void process.off('unhandledRejection', unhandled))
    const { breaker, trip } = harness()
    const error = new Error('from an async listener')
    breaker.onTrip(async () => {
      throw error
    })
    trip()
    await new Promise(setImmediate)
    expect(reported.mock.calls).toEqual([[error]])
    expect(unhandled).not.toHaveBeenCalled()
  })

  it('is told to reportError where there is one', () => {
    const reportError = vi.fn()
    vi.stubGlobal('reportError', reportError)
    onTestFinished(() => void vi.unstubAllGlobals())
    const { breaker, trip } = harness()
    breaker.onTrip(() => {
      throw new Error('from a listener')
    })
    trip()
    expect(reportError).toHaveBeenCalledOnce()
    expect(reported).not.toHaveBeenCalled()
  })

  it('breaks nothing even where the report throws, or the answer is strange', () => {
    reported.mockImplementation(() => {
      throw new Error('no console')
    })
    const { breaker, trip, succeed } = harness()
    const other = vi.fn()
    breaker.on('settled', () => {
      throw new Error('from a listener')
    })
    // biome-ignore lint/suspicious/noThenProperty: a strange answer is what the test is about
    breaker.on('settled', () => ({ then: 'not a function' }))
    breaker.on('settled', other)
    succeed()
    trip()
    expect(other).toHaveBeenCalledTimes(6)
  })
})

it('reports nothing where nobody threw, from the very first event on', async () => {
  // A process tells its first event once: this is a copy of the package that has told none.
  vi.resetModules()
  const { CircuitBreakerManager } = await import('@recloser/core')
  const manager = new CircuitBreakerManager()
  manager.create('payments').forceOpen()
  manager.remove('payments')
  expect(reported).not.toHaveBeenCalled()
})
