import { expect, it } from 'vitest'
import type { TransitionView } from '../source/panel-source.ts'
import { agoOf, clockOf, transitionWords } from './words.ts'

const transition = (change: Partial<TransitionView>): TransitionView => ({
  name: 'api',
  from: 'closed',
  to: 'open',
  reason: 'failure-rate',
  at: 0,
  retryAfterMs: 90_000,
  counts: { calls: 20, failures: 12, slow: 3, run: 5, excess: 0 },
  ...change,
})

it.each([
  [{}, 'opened: 12 of 20 calls failed, for 1:30'],
  [{ reason: 'failure-threshold' }, 'opened: 5 failures in a row, for 1:30'],
  [{ reason: 'slow-call-rate' }, 'opened: 3 of 20 calls were slow, for 1:30'],
  [{ reason: 'throttled', retryAfterMs: 800 }, 'opened: the server asked for a pause, for 0:01'],
  [{ reason: 'forced', retryAfterMs: undefined }, 'opened: an operator did it, until somebody closes it'],
  [{ reason: 'migration of the database' }, 'opened: migration of the database, for 1:30'],
  [{ reason: 'constructor' }, 'opened: constructor, for 1:30'],
  [{ to: 'half-open', reason: 'due' }, 'lets probes through: the wait is over'],
  [{ to: 'closed', reason: 'probes-succeeded' }, 'closed again: the probes succeeded'],
] as [Partial<TransitionView>, string][])('puts %j into words', (change, words) => {
  expect(transitionWords(transition(change))).toBe(words)
})

it('counts a second that has begun, and never below nothing', () => {
  expect([clockOf(1), clockOf(60_000), clockOf(-5), clockOf(3_599_001)]).toEqual([
    '0:01',
    '1:00',
    '0:00',
    '60:00',
  ])
})

it('tells how long ago in the largest unit that is still clear', () => {
  expect([1_999, 2_000, 99_999, 100_000, 5_999_000, 6_000_000].map(agoOf)).toEqual([
    'just now',
    '2 s ago',
    '99 s ago',
    '2 min ago',
    '2 h ago',
    '2 h ago',
  ])
})
