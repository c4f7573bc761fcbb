import { createHttpBreakers, type HttpTransport } from '@recloser/core/http'
import fc, { type Arbitrary } from 'fast-check'
import { dates, numbers, texts } from '../hostile/corpus.ts'
import { assembled, hostileText } from '../hostile/text.ts'
import { reportedWhile } from '../reports.ts'
import { must, type Target, target } from '../target.ts'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

/** Reads headers that no platform would let through, as an adapter of somebody else's may. */
const transport: HttpTransport<Answer, Answer> = {
  send: async answer => answer,
  readResponse: ({ status, headers }) => ({ status, headers: { get: name => headers[name] } }),
  readError: () => ({ kind: 'network' }),
  fromFallback: () => ({ status: 200, headers: {} }),
  fromRejection: rejection => rejection,
}
const request = { client: 'fetch', method: 'GET', url: 'https://api.example.com/' } as const
const DAY_MS = 86_400_000

/**
 * How long the breaker waits after one such answer, which trips it or pauses it.
 *
 * The first period is a millisecond, so that nearly all that is waited is what the answer asked for.
 */
const waitAfter = async (answer: Answer, maxBackoffMs: number): Promise<number> => {
  const clock = { now: () => 0 }
  const breakers = createHttpBreakers({
    failureThreshold: 1,
    openDurationMs: 1,
    jitter: 0,
    clock,
    maxBackoffMs,
  })
  const reports = await reportedWhile(async () => {
    await breakers.guard(transport, answer, request)
  })
  must(reports.length === 0, 'nothing is reported', reports)
  const breaker = breakers.manager.get('api.example.com')
  must(breaker?.isOpen === true, 'it is open', breaker?.state)
  must(breaker?.getStatus().inFlight === 0, 'nothing is in flight')
  const waitMs = breaker?.retryAfterMs ?? Number.NaN
  const most = Math.max(1, Math.min(maxBackoffMs, DAY_MS))
  must(waitMs >= 0 && waitMs <= most, `it waits a finite time, at most ${most} ms`, waitMs)
  return waitMs
}

const limit = fc.constantFrom(1, 50, 300_000, DAY_MS, 1e15)
const status = fc.constantFrom(429, 503, 500, 408)
const two = (count: number): string => String(count).padStart(2, '0')
const number = (max: number): Arbitrary<string> => fc.integer({ min: 0, max }).map(two)

/** A date in one of the forms that count, with any figures in it. */
const date: Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('Tue', 'Sun', 'Abc'),
    number(99),
    fc.constantFrom('Jan', 'Feb', 'Nov', 'Dec', 'Xyz'),
    fc.integer({ min: 0, max: 9_999 }).map(year => String(year).padStart(4, '0')),
    fc.tuple(number(99), number(99), number(99)).map(time => time.join(':')),
    fc.nat(3),
  )
  .map(
    ([name, day, month, year, time, form]) =>
      [
        `${name}, ${day} ${month} ${year} ${time} GMT`,
        `${name}day, ${day}-${month}-${year.slice(2)} ${time} GMT`,
        `${name} ${month} ${day} ${time} ${year}`,
        `${year}-11-${day}T${time}Z`,
      ].at(form) ?? '',
  )
/** What looks like one of the forms at least; whether it is a date is for the platform to say. */
const FORMS = [
  /^\S+, \S\S \S{3} \d+ [\d:]{8} GMT$/,
  /^\w+, \S\S-\S{3}-\d+ [\d:]{8} GMT$/,
  /^\S{3} \S{3} .. [\d:]{8} \d{4}$/,
  /^\d{4}-..-..T[\d:.]+(Z|[+-]..:..)$/,
]

const retryAfter = fc.oneof(
  fc.constantFrom(...numbers, ...dates),
  fc.constantFrom(...numbers, ...dates).map(twice => `${twice}, ${twice}`),
  date,
  assembled(['1', '0', '.', '-', 'e', ' ', '\t', 'GMT', ':', ','], 8),
)

/** `Retry-After` and `Date` of any kind, on the answers whose wait matters. */
export const retryAfterWaits: Target = target(
  'Retry-After -> wait',
  'the wait is finite, capped, and at least 0; whole seconds are read as they are; nothing is thrown or reported',
  fc.record({ status, limit, 'retry-after': retryAfter, date: fc.oneof(date, hostileText) }),
  async ({ status: code, limit: most, ...headers }) => {
    const waitMs = await waitAfter({ status: code, headers }, most)
    const asked = headers['retry-after']
    const [once = ''] = twiceTheSame(asked.trim())
    const isDate = FORMS.some(form => form.test(once))
    const isMalformed = !isDate && !/^\d+(\.\d+)?$/.test(once)
    must(!isMalformed || waitMs === 1, 'what is malformed counts as absent', waitMs)
    if (!/^[1-9]\d{0,3}$/.test(asked)) return
    must(waitMs === Math.max(1, Math.min(Number(asked) * 1_000, most)), `it waits the ${asked} s`, waitMs)
  },
  [...numbers, ...dates, ...texts].map(asked => ({
    status: 429,
    limit: DAY_MS,
    'retry-after': asked,
    date: 'Thu, 01 Jan 1970 00:00:00 GMT',
  })),
)

/** A field that was sent twice arrives as one, with a comma between. */
const twiceTheSame = (value: string): readonly string[] => {
  const middle = value.indexOf(', ', value.length / 2 - 1)
  const [left, right] = [value.slice(0, middle), value.slice(middle + 2)]
  return middle >= 0 && left === right ? [left, right] : [value]
}

const rateLimit = fc.oneof(
  assembled(['"', '\\', ';', ',', 'r=0', 't=', 'r=', '7', '0', ' ', ';r=0;t=9', '"q"'], 20),
  hostileText,
)

/** The `RateLimit` field of any kind, and one that says what it wants beside it. */
export const rateLimitWaits: Target = target(
  'RateLimit -> wait',
  'the wait is finite, capped, and at least 0; a sound quota behind a comma is read; nothing is thrown or reported',
  fc.record({ status, limit, ratelimit: rateLimit, seconds: fc.integer({ min: 1, max: 99 }) }),
  async ({ status: code, limit: most, ratelimit, seconds }) => {
    await waitAfter({ status: code, headers: { ratelimit } }, most)
    // Before whatever follows, a quota that is used up is heard.
    const waitMs = await waitAfter(
      { status: code, headers: { ratelimit: `"a";r=0;t=${seconds},${ratelimit}` } },
      most,
    )
    must(waitMs >= Math.max(1, Math.min(seconds * 1_000, most)), `it waits the ${seconds} s at least`, waitMs)
  },
)
