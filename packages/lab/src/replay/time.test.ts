import { expect, it } from 'vitest'
import { clfMoment, durationOf, momentOf } from './time.ts'

const noon = Date.UTC(2026, 9, 10, 12)

it('reads a moment in seconds, milliseconds, microseconds and nanoseconds, by its size', () => {
  for (const factor of [1e-3, 1, 1e3, 1e6]) {
    expect(momentOf(noon * factor)).toBeCloseTo(noon, -1)
    expect(momentOf(String(noon * factor))).toBeCloseTo(noon, -1)
  }
})

it('reads a date', () => {
  expect(momentOf('2026-10-10T12:00:00Z')).toBe(noon)
  expect(momentOf('2026-10-10T14:00:00+02:00')).toBe(noon)
})

it.each([
  undefined,
  null,
  '',
  'soon',
  {},
  true,
  Number.NaN,
  Infinity,
  -5,
  0,
  '9'.repeat(70),
  '1812-01-01',
  4.2e12,
])('takes %s for no moment', value => {
  expect(momentOf(value)).toBeNaN()
})

it('reads the moments of access logs in every time zone', () => {
  expect(clfMoment('10/Oct/2026:12:00:00 +0000')).toBe(noon)
  expect(clfMoment('10/Oct/2026:05:00:00 -0700')).toBe(noon)
  expect(clfMoment('10/Oct/2026:17:30:00 +0530')).toBe(noon)
  expect(clfMoment('10/Oct/2026:12:00:00.25 +0000')).toBe(noon + 250)
  for (const text of [
    '',
    '10/Foo/2026:12:00:00 +0000',
    '10/ctN/2026:12:00:00 +0000',
    '10/Oct/2026 12:00:00',
  ]) {
    expect(clfMoment(text)).toBeNaN()
  }
})

it('reads a duration in its unit, or in the one that it names', () => {
  expect(durationOf(1.5, 's')).toBe(1_500)
  expect(durationOf('250', 'us')).toBe(0.25)
  expect(durationOf('2s', 'ms')).toBe(2_000)
  expect(durationOf('3 µs', 'ms')).toBeCloseTo(0.003)
})

it.each([undefined, '', '-', '-1', -1, 'fast', Number.NaN, Infinity, 1e12, {}])(
  'takes %s for no duration',
  value => {
    expect(durationOf(value, 'ms')).toBeNaN()
  },
)
