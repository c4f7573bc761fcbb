import { CircuitBreakerManager } from '@recloser/core'
import { manualClock } from '@recloser/testing'
import { expect, it } from 'vitest'
import { localSource } from '../source/local-source.ts'
import { Histories } from './history.ts'

const createScene = () => {
  const clock = manualClock(1_000_000)
  const manager = new CircuitBreakerManager({ defaults: { clock, jitter: 0, failureThreshold: 2 } })
  const source = localSource(manager, clock.now)
  const histories = new Histories()
  source.open({ transition: event => histories.tell(event), news: () => undefined })
  const call = (outcome: 'success' | 'failure', calls = 1) => {
    for (let made = 0; made < calls; made += 1) {
      const breaker = manager.getOrCreate('api')
      breaker.settle(breaker.acquire(), outcome)
    }
  }
  const sample = (afterMs: number) => {
    clock.advance(afterMs)
    const reading = source.read()
    if (reading !== undefined) histories.sample(reading)
    return histories.get('api')
  }
  return { clock, manager, call, sample }
}

it('adds up the calls of five seconds, and forgets them after five minutes', () => {
  const { call, sample } = createScene()
  call('success')
  sample(0)
  call('success', 3)
  sample(1_000)
  call('failure', 1)
  expect(sample(1_000)?.buckets).toEqual([{ from: 1_000_000, successes: 3, failures: 1, rejected: 0 }])
  expect(sample(290_000)?.buckets).toHaveLength(1)
  expect(sample(20_000)?.buckets).toEqual([])
})

it('keeps the states of five minutes, those that no transition tells of too', () => {
  const { call, sample } = createScene()
  call('success')
  sample(0)
  call('failure', 2)
  sample(1_000)
  const states = () => sample(0)?.spans.map(({ state, from }) => [state, from - 1_000_000])
  expect(states()).toEqual([
    ['closed', Number.NEGATIVE_INFINITY],
    ['open', 0],
  ])
  sample(60_000)
  expect(states()?.at(-1)).toEqual(['half-open', 61_000])
  sample(400_000)
  expect(states()).toEqual([['half-open', 61_000]])
})

it('tells the story newest first, each transition once, and no more than forty', () => {
  const { manager, call, sample } = createScene()
  call('success')
  sample(0)
  for (let turn = 0; turn < 30; turn += 1) {
    sample(1_000)
    manager.get('api')?.forceOpen()
    sample(1_000)
    manager.get('api')?.forceClose()
  }
  const story = sample(0)?.story ?? []
  expect(story).toHaveLength(40)
  expect(story.slice(0, 2).map(({ to }) => to)).toEqual(['closed', 'open'])
})

it('knows of a breaker that opened before anybody looked', () => {
  const { clock, call, sample } = createScene()
  call('failure', 2)
  clock.advance(5_000)
  const history = sample(0)
  expect(history?.story).toMatchObject([{ to: 'open', reason: 'failure-threshold', at: 1_000_000 }])
  expect(history?.spans.at(-1)).toMatchObject({ state: 'open', label: '2 failures in a row' })
})

it('counts nothing backwards when a breaker is reset, and drops one that is removed', () => {
  const { manager, call, sample } = createScene()
  call('success', 10)
  sample(0)
  manager.get('api')?.reset()
  call('success', 2)
  call('failure', 1)
  expect(sample(1_000)?.buckets).toMatchObject([{ successes: 0, failures: 1 }])
  manager.remove('api')
  expect(sample(1_000)).toBeUndefined()
})
