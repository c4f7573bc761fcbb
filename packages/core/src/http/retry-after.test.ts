import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requestedWaitMs } from './retry-after.ts'

const NOW = Date.parse('Tue, 24 Nov 2026 12:00:00 GMT')

const waitMs = (headers: Record<string, string>, now = NOW) => {
  const all = new Headers(headers)
  return requestedWaitMs({ header: name => all.get(name) }, () => now)
}

describe('requestedWaitMs', () => {
  it('reads Retry-After in seconds', () => {
    expect(waitMs({ 'retry-after': '7' })).toBe(7_000)
    expect(waitMs({ 'retry-after': '1.25' })).toBe(1_250)
  })

  it('does not mind space around Retry-After, which some clients leave there', () => {
    expect(requestedWaitMs({ header: name => (name === 'retry-after' ? ' 7 ' : null) })).toBe(7_000)
  })

  it('reads Retry-After as a date against the date of the response, so that a skewed clock cancels out', () => {
    const headers = { 'retry-after': 'Tue, 24 Nov 2026 12:00:30 GMT', date: 'Tue, 24 Nov 2026 12:00:00 GMT' }
    expect(waitMs(headers)).toBe(30_000)
    expect(waitMs(headers, NOW + 3_600_000)).toBe(30_000)
    expect(waitMs(headers, NOW - 3_600_000)).toBe(30_000)
  })

  it.each([
    ['in use', 'Tue, 24 Nov 2026 12:00:30 GMT'],
    ['of RFC 850', 'Tuesday, 24-Nov-26 12:00:30 GMT'],
    ['of asctime', 'Tue Nov 24 12:00:30 2026'],
    ['of RFC 3339', '2026-11-24T12:00:30Z'],
    ['of RFC 3339 in another zone', '2026-11-24T13:00:30.000+01:00'],
    ['of seconds since 1970', String(NOW / 1_000 + 30)],
    ['of milliseconds since 1970', String(NOW + 30_000)],
  ])('reads a moment in the form %s: %s', (_, moment) => {
    expect(waitMs({ 'retry-after': moment })).toBe(30_000)
    const skewed = NOW - 3_600_000
    expect(waitMs({ 'retry-after': moment, date: 'Tue, 24 Nov 2026 12:00:10 GMT' }, skewed)).toBe(20_000)
  })

  it.each(['Tuesday, 24-Nov-26 12:00:00 GMT', 'Tue Nov 24 12:00:00 2026', 'Tue, 24 Nov 2026 12:00:00 GMT'])(
    'reads a Date in any form: %s',
    date => {
      expect(waitMs({ 'retry-after': 'Tue, 24 Nov 2026 12:00:30 GMT', date }, NOW - 3_600_000)).toBe(30_000)
    },
  )

  it('reads a day of one digit as asctime spells it', () => {
    const [now, later] = ['Sun Nov  8 08:49:37 2026', 'Sun Nov  8 08:50:07 2026']
    expect(waitMs({ 'retry-after': later, date: now })).toBe(30_000)
  })

  it('takes a year of two digits for one of the last century where it is nearer', () => {
    expect(waitMs({ 'retry-after': 'Thursday, 01-Jan-70 00:00:00 GMT' })).toBeUndefined()
    expect(waitMs({ 'retry-after': 'Thursday, 31-Dec-99 23:59:59 GMT' })).toBeUndefined()
    expect(
      waitMs({ 'retry-after': 'Sunday, 06-Nov-94 08:49:37 GMT', ratelimit: '"q";r=0;t=3' }),
    ).toBeUndefined()
  })

  it('takes a number for a moment only where it could be no delay', () => {
    expect(waitMs({ 'retry-after': '999999999' })).toBe(86_400_000)
    expect(waitMs({ 'retry-after': '1000000000' })).toBeUndefined()
    // As seconds it lies in the year 5138, as milliseconds in 1973.
    expect(waitMs({ 'retry-after': '99999999999' })).toBe(86_400_000)
    expect(waitMs({ 'retry-after': '100000000000' })).toBeUndefined()
  })

  it('counts the age of a cached answer to its date', () => {
    const headers = { 'retry-after': 'Tue, 24 Nov 2026 12:04:20 GMT', date: 'Tue, 24 Nov 2026 12:00:00 GMT' }
    expect(waitMs({ ...headers, age: '200' })).toBe(60_000)
    expect(waitMs({ ...headers, age: '200, 200' })).toBe(60_000)
    expect(waitMs({ ...headers, age: '9999' })).toBeUndefined()
    for (const age of ['', '-200', 'old', '1e2', 'Infinity'])
      expect(waitMs({ ...headers, age })).toBe(260_000)
  })

  it('does not count the age of an answer without a date: the wall clock knows', () => {
    expect(waitMs({ 'retry-after': 'Tue, 24 Nov 2026 12:01:00 GMT', age: '200' })).toBe(60_000)
  })

  it.each(['7', 'Tue, 24 Nov 2026 12:00:07 GMT', 'Tuesday, 24-Nov-26 12:00:07 GMT'])(
    'reads a field that was sent twice and says the same: %s',
    value => {
      expect(waitMs({ 'retry-after': `${value}, ${value}` })).toBe(7_000)
      const date = 'Tue, 24 Nov 2026 12:00:00 GMT, Tue, 24 Nov 2026 12:00:00 GMT'
      expect(waitMs({ 'retry-after': `${value}, ${value}`, date }, NOW)).toBe(7_000)
    },
  )

  it('reads the wall clock for a date only where the response has no date that it can read', () => {
    expect(waitMs({ 'retry-after': 'Tue, 24 Nov 2026 12:00:30 GMT' })).toBe(30_000)
    expect(waitMs({ 'retry-after': 'Tue, 24 Nov 2026 12:00:30 GMT', date: 'noon' })).toBe(30_000)
  })

  it('uses the clock of the system by default', () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toUTCString()
    const wait = requestedWaitMs({ header: name => (name === 'retry-after' ? inAnHour : null) })
    expect(wait).toBeGreaterThan(3_500_000)
    expect(wait).toBeLessThanOrEqual(3_600_000)
  })

  it('hears no wait in zero, or in a date that is past', () => {
    expect(waitMs({ 'retry-after': '0' })).toBeUndefined()
    expect(waitMs({ 'retry-after': 'Tue, 24 Nov 2026 11:59:59 GMT' })).toBeUndefined()
  })

  it.each([
    '-5',
    '1e3',
    '+7',
    '0x10',
    '7s',
    '5, 10',
    '5,10',
    '7,',
    ',7',
    '2026-11-24T12:00:30',
    '2026-11-24',
    '2026-13-24T12:00:30Z',
    'Tue, 24 Nov 2026 12:00:30',
    'Tue, 24-Nov-26 12:00:30',
    'Tue Nov 24 12:00:30',
    'Tue Nov 24 12:00:30 2026 PST',
    'Tuesday Nov 24 12:00:30 2026',
    'Tuesday',
    'Xxx, 99 Yyy 2026 99:99:99 GMT',
    'On Tue, 24 Nov 2026 12:00:30 GMT',
    'Tue, 24 Nov 2026 12:00:30 GMT-0100',
    '',
    'Infinity',
  ])('takes Retry-After: %j for absent', value => {
    expect(waitMs({ 'retry-after': value })).toBeUndefined()
    expect(waitMs({ 'retry-after': value, ratelimit: '"q";r=0;t=3' })).toBe(3_000)
  })

  it('waits a day at the longest', () => {
    expect(waitMs({ 'retry-after': '1000000' })).toBe(86_400_000)
    expect(waitMs({ 'retry-after': '9'.repeat(1_000) })).toBe(86_400_000)
  })

  it('reads the reset of a quota that is used up', () => {
    expect(waitMs({ ratelimit: '"default";r=0;t=30' })).toBe(30_000)
    expect(waitMs({ ratelimit: '"default"; r=0; t=30' })).toBe(30_000)
    expect(waitMs({ ratelimit: '"default";t=30;pk=:cHsdsRa894==:;r=0' })).toBe(30_000)
    expect(waitMs({ ratelimit: '"default";r=1;t=30' })).toBeUndefined()
    expect(waitMs({ ratelimit: '"default";r=0' })).toBeUndefined()
  })

  it('takes the longest of several quotas that are used up', () => {
    expect(waitMs({ ratelimit: '"burst";r=0;t=5, "hour";r=0;t=60, "day";r=12;t=3600' })).toBe(60_000)
  })

  it('is not fooled by separators in the name of a quota', () => {
    expect(waitMs({ ratelimit: '"a,b;r=0;t=9";r=5;t=3' })).toBeUndefined()
    expect(waitMs({ ratelimit: '"say \\"r=0\\";t=9";r=0;t=3' })).toBe(3_000)
  })

  it.each([
    '"a',
    '"a;r=0;t=3',
    '"a";r=0"b";t=3',
    '"a";r=0;t=-3',
    '"a";r=0;t=1.5',
    '"a";r=0.0;t=3',
    '"a";r=00x;t=3',
    ';;;',
    'r=0,t=3',
    '"a";xr=0;t=3',
  ])('takes RateLimit: %j for absent', value => {
    expect(waitMs({ ratelimit: value })).toBeUndefined()
  })

  it('puts Retry-After before RateLimit, zero too', () => {
    expect(waitMs({ 'retry-after': '7', ratelimit: '"q";r=0;t=30' })).toBe(7_000)
    expect(waitMs({ 'retry-after': '0', ratelimit: '"q";r=0;t=30' })).toBeUndefined()
  })

  it('answers any header with no wait or a sane one', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('"', '\\', ';', ',', 'r', 't', '=', '0', '9', ' ', 'é'),
      maxLength: 40,
    })
    fc.assert(
      fc.property(hostile, hostile, (retryAfter, rateLimit) => {
        const headers = new Map([
          ['retry-after', retryAfter],
          ['ratelimit', rateLimit],
        ])
        const wait = requestedWaitMs({ header: name => headers.get(name) ?? null }, () => NOW)
        expect(wait === undefined || (wait > 0 && wait <= 86_400_000)).toBe(true)
      }),
    )
  })
})
