import { manualClock } from '@recloser/testing'
import { expect, it } from 'vitest'
import { controlByHand } from './control-by-hand.ts'
import { manyBreakers } from './many-breakers.ts'
import { tripAndRecover } from './trip-and-recover.ts'
import type { World } from './world.ts'

/** What an example says when time passes as fast as it can. */
async function linesOf(example: (world: World) => Promise<void>): Promise<string[]> {
  const clock = manualClock()
  const lines: string[] = []
  await example({ clock, wait: async ms => clock.advance(ms), say: line => lines.push(line) })
  return lines
}

it('trips after three failures, answers from the fallback without a call, and recovers', async () => {
  expect(await linesOf(tripAndRecover)).toEqual([
    'in stock: 4',
    'attempt 1: the warehouse does not answer',
    'attempt 2: the warehouse does not answer',
    'warehouse tripped: failure-threshold, next try in 200 ms',
    'attempt 3: the warehouse does not answer',
    'last known: 4, calls made: 0',
    'status: Circuit breaker "warehouse" is open (failure-threshold), retry in 200 ms',
    'after the wait: half-open',
    'warehouse recovered',
    'closed: 3 successes, 3 failures, 1 rejected',
  ])
})

it('opens, closes, pauses, probes and shuts down by hand', async () => {
  expect(await linesOf(controlByHand)).toEqual([
    'closed -> open (maintenance until noon)',
    'Circuit breaker "warehouse" is open (maintenance until noon), until further notice',
    'open -> closed (forced)',
    'answer: 4',
    'closed -> open (the warehouse asked for a pause)',
    'Circuit breaker "warehouse" is open (the warehouse asked for a pause), retry in 60 s',
    'open -> half-open (due)',
    'half-open -> closed (probes-succeeded)',
    'answer: 4',
    'calls since the reset: 0',
    'closed -> open (shutdown)',
    'Circuit breaker "warehouse" is open (shutdown), until further notice',
  ])
})

it('watches and controls many breakers through their manager', async () => {
  expect(await linesOf(manyBreakers)).toEqual([
    'the warehouse does not answer',
    'warehouse south is open (failure-threshold)',
    'the warehouse does not answer',
    '2 breakers: 1 closed, 1 open',
    'open: warehouse south',
    'warehouse north: 0 failures in a row',
    'warehouse south: 2 failures in a row',
    'warehouse south is closed (reset)',
    'any open after resetAll: false',
    'warehouse north is open (shutdown)',
    'warehouse south is open (shutdown)',
  ])
})
