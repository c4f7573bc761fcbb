import { CircuitBreaker } from '@recloser/core'
import { manualClock } from '@recloser/testing'
import { describe, expect, it } from 'vitest'
import { displayFor } from './display.ts'
import type { Frame } from './frame.ts'
import { noPaint } from './paint.ts'
import { FRAME_HEIGHT, viewOf } from './view.ts'

const scenario = { totalMs: 10_000, outageFromMs: 2_000, outageToMs: 5_000, callEveryMs: 500 }

/** A healthy breaker and one that opened 400 ms ago for a second. */
function frame(changes: Partial<Frame> = {}): Frame {
  const clock = manualClock()
  const config = { clock, jitter: 0, failureThreshold: 2, openDurationMs: 1_000 }
  const healthy = new CircuitBreaker('catalog', config)
  healthy.settle(healthy.acquire(), 'success')
  const failing = new CircuitBreaker('payments', config)
  for (let call = 0; call < 2; call += 1) failing.settle(failing.acquire(), 'failure')
  failing.acquire()
  clock.advance(400)
  return {
    atMs: 3_000,
    scenario,
    happenings: [{ atMs: 2_100, text: 'payments: closed → open' }],
    sites: [
      { label: 'catalog', host: '127.0.0.1:1111', status: healthy.getStatus(), calls: [] },
      { label: 'payments', host: '127.0.0.1:2222', status: failing.getStatus(), calls: [] },
    ],
    ...changes,
  }
}

const flood = Array.from({ length: 20 }, (_, index) => ({
  atMs: index * 100,
  text: `happening ${index} `.repeat(9),
}))

describe('the live picture', () => {
  it('shows state, countdown, failure rate, calls let through and rejected', () => {
    const lines = viewOf(frame(), 80, noPaint)
    expect(lines).toContain(` catalog  127.0.0.1:1111${' '.repeat(48)}closed`)
    expect(lines).toContain(` payments  127.0.0.1:2222${' '.repeat(30)}open, next try in 0.6 s`)
    expect(lines).toContain(' failure rate   0 %   0 in a row   let through   1   rejected   0')
    expect(lines).toContain(' failure rate 100 %   2 in a row   let through   2   rejected   1')
    expect(lines).toContain('  2.1 s  payments: closed → open')
  })

  it.each([32, 40, 60, 80, 200])('fits a terminal %i columns wide, always as high', width => {
    for (const happenings of [[], flood]) {
      const lines = viewOf(frame({ happenings }), width, noPaint)
      expect(lines).toHaveLength(FRAME_HEIGHT)
      expect(Math.max(...lines.map(line => line.length))).toBeLessThan(width)
    }
  })

  it('keeps every number on a narrow terminal', () => {
    expect(viewOf(frame(), 40, noPaint)).toContain(' fails 100 %  through   2  rejected   1')
  })

  it('keeps the latest of what happened', () => {
    expect(viewOf(frame({ happenings: flood }), 80, noPaint).at(-1)).toContain('happening 19')
  })
})

describe('the display', () => {
  const written = (isTTY: boolean, changes: { columns?: number; rows?: number } = {}, term = 'xterm') => {
    let text = ''
    const output = { isTTY, columns: 80, rows: 24, ...changes, write: (more: string) => (text += more) }
    const display = displayFor(output, noPaint, term)
    return { display, read: () => text }
  }

  it('redraws in place, and leaves the terminal as it was', () => {
    const { display, read } = written(true)
    display.show(frame())
    expect(read().startsWith('\u001B[?25l\u001B[?7l Recloser')).toBe(true)
    const first = read().length
    display.show(frame())
    expect(read().slice(first).startsWith(`\r\u001B[${FRAME_HEIGHT}A`)).toBe(true)
    display.close()
    display.close()
    expect(read().endsWith('\u001B[J\u001B[?25h\u001B[?7h')).toBe(true)
  })

  it.each([
    ['where there is no terminal', written(false)],
    ['on a terminal that cannot move its cursor', written(true, {}, 'dumb')],
    ['on one that is too low', written(true, { rows: FRAME_HEIGHT })],
    ['on one that is too narrow', written(true, { columns: 31 })],
  ])('writes plain lines %s', (_where, { display, read }) => {
    display.show(frame())
    display.show(frame({ atMs: 3_500 }))
    display.close()
    expect(read().split('\n')).toEqual([
      '  2.1 s  payments: closed → open',
      '  3.0 s  catalog is closed; failure rate 0 %, 1 let through, 0 rejected',
      '  3.0 s  payments is open, next try in 0.6 s; failure rate 100 %, 2 let through, 1 rejected',
      '  3.5 s  catalog is closed; failure rate 0 %, 1 let through, 0 rejected',
      '  3.5 s  payments is open, next try in 0.6 s; failure rate 100 %, 2 let through, 1 rejected',
      '',
    ])
  })
})
