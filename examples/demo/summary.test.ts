import { CircuitBreaker } from '@recloser/core'
import { expect, it } from 'vitest'
import type { SiteEvidence } from './evidence.ts'
import { noPaint } from './paint.ts'
import { summaryOf, wrap } from './summary.ts'

const scenario = { totalMs: 10_000, outageFromMs: 2_000, outageToMs: 5_000, callEveryMs: 500 }
const site: SiteEvidence = {
  calls: [{ path: '/calls/1', atMs: 0, fate: 'answered' }],
  transitions: [],
  status: new CircuitBreaker('site').getStatus(),
  log: [],
}
const summary = (width: number) =>
  summaryOf(
    { scenario, catalog: site, payments: site },
    [
      { holds: true, text: 'one thing was shown, in words that do not all go into one narrow line' },
      { holds: false, text: 'another' },
    ],
    width,
    noPaint,
  )

it('says what was shown, and marks what was not', () => {
  expect(summary(80)).toContain(' ✓ one thing was shown, in words that do not all go into one narrow line')
  expect(summary(80)).toContain(' ✗ NOT SHOWN: another')
})

it.each([32, 40, 80])('fits a terminal %i columns wide', width => {
  expect(Math.max(...summary(width).map(line => line.length))).toBeLessThan(width)
})

it('breaks lines between words', () => {
  expect(wrap('a few words to break', 8)).toEqual(['a few', 'words to', 'break'])
  expect(wrap('unbreakable', 4)).toEqual(['unbreakable'])
})
