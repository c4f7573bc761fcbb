import { describe, expect, it } from 'vitest'
import { type NoticeFacts, noticeOf } from './notice.ts'

const calm: NoticeFacts = {
  what: 'prices',
  state: 'closed',
  retryAfterMs: 0,
  isOnline: true,
  last: 'answered',
  ageMs: 500,
  hasRecovered: false,
  instead: 'Here are those of yesterday.',
}

const said = (facts: Partial<NoticeFacts>): string => {
  const { tone, text, next } = noticeOf({ ...calm, ...facts })
  return [tone, text, ...(next === undefined ? [] : [next])].join(' | ').replaceAll('\u00A0', ' ')
}

describe('the foot of a panel', () => {
  it.each<[string, Partial<NoticeFacts>, string]>([
    ['is calm while answers come', {}, 'live | Live, updated just now'],
    ['says that it is back', { hasRecovered: true }, 'back | Live again, updated just now'],
    ['says what it asks for at first', { last: 'none', ageMs: undefined }, 'live | Asking for prices'],
    [
      'owns up to a single failure',
      { last: 'failed', ageMs: 9_000 },
      'stale | The last update did not arrive. These are from 9 s ago.',
    ],
    [
      'says when it tries again',
      { state: 'open', retryAfterMs: 8_200, ageMs: 40_000 },
      'open | Live prices are not available. These are from 40 s ago. | Next try in 0:09',
    ],
    [
      'promises no time that nobody knows',
      { state: 'open', retryAfterMs: undefined, ageMs: 240_000 },
      'open | Live prices are not available. These are from 4 min ago. | Trying again later',
    ],
    [
      'says what stands in for what never came',
      { state: 'half-open', last: 'rejected', ageMs: undefined },
      'half-open | Live prices are not available. Here are those of yesterday. | Trying again now',
    ],
    [
      'blames no host for a network that is gone',
      { isOnline: false, state: 'open', ageMs: 3_000 },
      'offline | You are offline. These are from 3 s ago. | Goes on when you are back',
    ],
  ])('%s', (_name, facts, expected) => {
    expect(said(facts)).toBe(expected)
  })
})
