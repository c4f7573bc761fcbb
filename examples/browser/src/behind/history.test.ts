import { CircuitBreakerManager } from '@recloser/core'
import { manualClock } from '@recloser/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { type History, memoryMs, recordHistory } from './history.ts'
import { piecesOf } from './spans.tsx'

const host = 'api.example.com'
let clock: ReturnType<typeof manualClock>
let manager: CircuitBreakerManager
let history: History

beforeEach(() => {
  clock = manualClock(1_000)
  const config = { clock, jitter: 0, failureThreshold: 2, openDurationMs: 10_000, successThreshold: 1 }
  manager = new CircuitBreakerManager({ defaults: config })
  history = recordHistory(manager, clock.now)
})

const succeed = async () => manager.getOrCreate(host).call(async () => 'fine')
const fail = async () => {
  await manager
    .getOrCreate(host)
    .call(async () => Promise.reject(new Error('no')))
    .catch(() => undefined)
}
const pieces = () =>
  piecesOf(history.of(host).spans, clock.now()).map(
    ({ state, from, to, isAhead }) => `${state} ${from}-${to}${isAhead ? ' ahead' : ''}`,
  )

describe('the history of a breaker', () => {
  it('marks each call with what became of it', async () => {
    await succeed()
    await fail()
    await fail()
    await fail()
    expect(history.of(host).marks.map(({ kind }) => kind)).toEqual([
      'success',
      'failure',
      'failure',
      'rejected',
    ])
  })

  it('knows a probe from the call that tripped', async () => {
    await fail()
    await fail()
    clock.advance(10_000)
    await succeed()
    await succeed()
    expect(history.of(host).marks.map(({ isProbe }) => isProbe)).toEqual([false, false, true, false])
  })

  it('draws what is still to wait ahead of now', async () => {
    clock.advance(1_000)
    await fail()
    await fail()
    clock.advance(4_000)
    expect(pieces()).toEqual(['closed 1000-2000', 'open 2000-6000', 'open 6000-12000 ahead'])
  })

  it('draws an open circuit as half-open from the moment at which its wait was over', async () => {
    await fail()
    await fail()
    clock.advance(13_000)
    expect(pieces()).toEqual(['closed 1000-1000', 'open 1000-11000', 'half-open 11000-14000'])
    await succeed()
    clock.advance(500)
    expect(pieces().slice(1)).toEqual(['open 1000-11000', 'half-open 11000-14000', 'closed 14000-14500'])
  })

  it('begins with the state of a breaker that was restored', () => {
    manager.create(host).forceOpen({ forMs: 5_000 })
    const later = recordHistory(manager, clock.now)
    expect(later.of(host).spans).toEqual([{ state: 'open', from: 1_000, dueAt: 6_000 }])
  })

  it('forgets what can no longer be drawn', async () => {
    await succeed()
    clock.advance(memoryMs)
    await succeed()
    expect(history.of(host).marks).toHaveLength(1)
  })

  it('keeps the newest changes of state, the newest first', async () => {
    await fail()
    await fail()
    clock.advance(10_000)
    await succeed()
    expect(history.journal.get().map(({ to, reason }) => `${to}: ${reason}`)).toEqual([
      'closed: probes-succeeded',
      'half-open: due',
      'open: failure-threshold',
    ])
  })
})
