import { expect, it } from 'vitest'
import { noPaint } from './paint.ts'
import { axis, outageBar, strip } from './timeline.ts'
import type { Call } from './traffic.ts'

const scenario = { totalMs: 10_000, outageFromMs: 2_000, outageToMs: 5_000, callEveryMs: 500 }
const call = (atMs: number, fate: Call['fate']): Call => ({ path: `/calls/${atMs}`, atMs, fate })

it('draws the calls of each slice of time as the worst of them', () => {
  const calls = [
    call(0, 'answered'),
    call(1_100, 'answered'),
    call(1_900, 'failed'),
    call(2_100, 'rejected'),
    call(2_900, 'failed'),
    call(3_100, 'answered'),
    call(3_900, 'rejected'),
    call(4_500, 'pending'),
    call(9_999, 'answered'),
  ]
  expect(strip(calls, scenario, 10, noPaint)).toBe('━✗✗·     ━')
})

it('keeps a late call in the last cell', () => {
  expect(strip([call(10_200, 'failed')], scenario, 10, noPaint)).toBe('         ✗')
})

it('draws the outage as far as it has come', () => {
  expect(outageBar(scenario, 10)).toBe('  ▔▔▔')
  expect(outageBar(scenario, 10, 4_000)).toBe('  ▔▔')
  expect(outageBar(scenario, 10, 1_000)).toBe('  ')
})

it('names the seconds where they fit', () => {
  expect(axis(scenario, 60)).toBe('0 s         2 s         4 s         6 s         8 s')
  expect(axis(scenario, 20)).toBe('0 s     4 s     8 s')
})
