import { CircuitBreaker, type Outcome } from '@recloser/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { judge, type Rules } from './classify.ts'
import { exchangeOf, type HttpExchange, type HttpReading } from './exchange.ts'
import { verdictTable } from './verdicts.ts'

const request = { client: 'fetch', method: 'GET', url: 'https://api.example.com/users' } as const

const exchange = (reading: HttpReading, error?: unknown): HttpExchange =>
  exchangeOf(request, reading, error, 5)
const answer = (status: number, headers?: HeadersInit) => exchange({ status, headers: new Headers(headers) })

const rules = (own: Partial<Rules> = {}): Rules => ({
  verdicts: new Map(),
  classify: undefined,
  waitMs: undefined,
  abortTimeoutMs: false,
  ...own,
})
const outcome = (of: HttpExchange, own?: Partial<Rules>): Outcome => judge(of, rules(own)).outcome

const listenToReports = () => vi.spyOn(console, 'error').mockReturnValue()

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('the default verdict', () => {
  it.each([200, 204, 304, 302, 400, 401, 403, 404, 409, 418, 422, 501, 505, 0])(
    'takes %i for a success',
    status => {
      expect(judge(answer(status, { 'retry-after': '7' }), rules())).toEqual({ outcome: 'success' })
    },
  )

  it.each([408, 425, 429, 500, 502, 503, 504, 520, 599, 600, 610, 777, 999])(
    'takes %i for a failure',
    status => {
      expect(judge(answer(status), rules())).toEqual({ outcome: 'failure', waitMs: undefined })
    },
  )

  it('takes a 429 that says how long to wait for throttling, of that length', () => {
    expect(judge(answer(429, { 'retry-after': '7' }), rules())).toEqual({
      outcome: 'throttled',
      waitMs: 7_000,
    })
    expect(judge(answer(429, { ratelimit: '"q";r=0;t=7' }), rules())).toEqual({
      outcome: 'throttled',
      waitMs: 7_000,
    })
    expect(outcome(answer(429, { 'retry-after': '0' }))).toBe('failure')
  })

  it('keeps the wait of a failure', () => {
    expect(judge(answer(503, { 'retry-after': '7' }), rules())).toEqual({ outcome: 'failure', waitMs: 7_000 })
  })

  it('takes a network error and a time-out for failures, and an abort for nothing', () => {
    expect(outcome(exchange({ kind: 'network' }, new TypeError('fetch failed')))).toBe('failure')
    expect(outcome(exchange({ kind: 'timeout' }, new DOMException('', 'TimeoutError')))).toBe('failure')
    expect(outcome(exchange({ kind: 'abort' }, 'changed my mind'))).toBe('ignored')
  })

  it('looks at the signal before the status: an exchange that broke is a failure, though its headers said 200 or 429', () => {
    expect(outcome(exchange({ kind: 'network', status: 200 }, new Error('aborted')))).toBe('failure')
    expect(outcome(exchange({ kind: 'timeout', status: 200 }))).toBe('failure')
    const headers = new Headers({ 'retry-after': '7' })
    expect(outcome(exchange({ kind: 'network', status: 429, headers }, new Error('aborted')))).toBe('failure')
  })

  it('ignores requests that never left because they were malformed', () => {
    const mistake = new TypeError('Request with GET/HEAD method cannot have body.')
    expect(outcome(exchange({ kind: 'network' }, mistake))).toBe('ignored')
    expect(outcome(exchange({ kind: 'network' }, new TypeError('in words that nobody knows')))).toBe(
      'failure',
    )
  })

  it('ignores network errors while the page is offline, but no time-outs', () => {
    vi.stubGlobal('navigator', { onLine: false })
    expect(outcome(exchange({ kind: 'network' }, new TypeError('Failed to fetch')))).toBe('ignored')
    expect(outcome(exchange({ kind: 'timeout' }))).toBe('failure')
    vi.stubGlobal('navigator', { onLine: true })
    expect(outcome(exchange({ kind: 'network' }, new TypeError('Failed to fetch')))).toBe('failure')
    vi.stubGlobal('navigator', {})
    expect(outcome(exchange({ kind: 'network' }, new TypeError('Failed to fetch')))).toBe('failure')
  })

  it('counts network errors of a page that says it is offline, once a response has proved it wrong, until it changes', () => {
    const lost = () => outcome(exchange({ kind: 'network' }, new TypeError('Failed to fetch')))
    vi.stubGlobal('navigator', { onLine: false })
    expect([lost(), lost()]).toEqual(['ignored', 'ignored'])
    judge(answer(503), rules())
    expect([lost(), lost()]).toEqual(['failure', 'failure'])
    vi.stubGlobal('navigator', { onLine: true })
    expect(lost()).toBe('failure')
    vi.stubGlobal('navigator', { onLine: false })
    expect(lost()).toBe('ignored')
    vi.stubGlobal('navigator', { onLine: true })
    judge(answer(200), rules())
    vi.stubGlobal('navigator', { onLine: false })
    expect(lost()).toBe('ignored')
  })

  it('sees no proof in what came without a response', () => {
    vi.stubGlobal('navigator', { onLine: false })
    for (const kind of ['timeout', 'abort', 'network'] as const)
      judge(exchange({ kind, status: 200 }), rules())
    expect(outcome(exchange({ kind: 'network' }, new TypeError('Failed to fetch')))).toBe('ignored')
  })

  it('takes a runtime without a navigator for one that is online', () => {
    vi.stubGlobal('navigator', undefined)
    expect(outcome(exchange({ kind: 'network' }, new TypeError('Failed to fetch')))).toBe('failure')
  })

  it('ignores the rejection of an inner breaker, and does not ask the user about it', () => {
    const inner = new CircuitBreaker('inner')
    inner.forceOpen()
    const classify = vi.fn(() => 'failure' as const)
    expect(outcome(exchange({ kind: 'network' }, inner.rejection()), { classify })).toBe('ignored')
    expect(classify).not.toHaveBeenCalled()
  })

  it('ignores it though a client has wrapped it, time and again', () => {
    const inner = new CircuitBreaker('inner')
    inner.forceOpen()
    const wrapped = new TypeError('fetch failed', {
      cause: new Error('APIConnectionError', { cause: inner.rejection() }),
    })
    expect(outcome(exchange({ kind: 'network' }, wrapped))).toBe('ignored')
    expect(outcome(exchange({ kind: 'timeout' }, wrapped))).toBe('ignored')
  })

  it('reads no header of a success', () => {
    const get = vi.fn(() => null)
    judge(exchange({ status: 200, headers: { get } }), rules())
    expect(get).not.toHaveBeenCalled()
  })
})

describe('verdicts', () => {
  const verdicts = verdictTable({
    404: 'failure',
    '5xx': 'ignored',
    503: 'failure',
    429: 'failure',
    200: 'success',
    401: 'throttled',
  })

  it('put an exact code before its class, and both before the default', () => {
    expect(outcome(answer(404), { verdicts })).toBe('failure')
    expect(outcome(answer(500), { verdicts })).toBe('ignored')
    expect(outcome(answer(503), { verdicts })).toBe('failure')
    expect(outcome(answer(408), { verdicts })).toBe('failure')
    expect(outcome(answer(403), { verdicts })).toBe('success')
  })

  it('keep the wait of what they call a failure or throttled', () => {
    expect(judge(answer(429, { 'retry-after': '7' }), rules({ verdicts }))).toEqual({
      outcome: 'failure',
      waitMs: 7_000,
    })
    expect(judge(answer(401, { 'retry-after': '7' }), rules({ verdicts }))).toEqual({
      outcome: 'throttled',
      waitMs: 7_000,
    })
  })

  it('may be by any class, up to 9xx, as servers have statuses of their own', () => {
    const own = verdictTable({ '6xx': 'ignored', '9xx': 'throttled', 999: 'success' })
    expect([610, 700, 998, 999].map(status => outcome(answer(status), { verdicts: own }))).toEqual([
      'ignored',
      'failure',
      'throttled',
      'success',
    ])
  })

  it('say "throttled-if-asked": throttled by a wait that the answer names, else the default verdict', () => {
    const own = rules({ verdicts: verdictTable({ 403: 'throttled-if-asked', '5xx': 'throttled-if-asked' }) })
    expect(judge(answer(403, { 'retry-after': '7' }), own)).toEqual({ outcome: 'throttled', waitMs: 7_000 })
    expect(judge(answer(403), own).outcome).toBe('success')
    expect(judge(answer(403, { 'retry-after': '0' }), own).outcome).toBe('success')
    expect(judge(answer(529, { 'retry-after': '7' }), own)).toEqual({ outcome: 'throttled', waitMs: 7_000 })
    expect(judge(answer(529), own).outcome).toBe('failure')
    expect(judge(answer(501), own).outcome).toBe('success')
  })

  it('say "throttled-if-asked" by the wait of `waitMs` too', () => {
    const waitMs = (of: HttpExchange) => (of.header('x-ratelimit-remaining') === '0' ? 9_000 : undefined)
    const own = rules({ verdicts: verdictTable({ 403: 'throttled-if-asked' }), waitMs })
    expect(judge(answer(403, { 'x-ratelimit-remaining': '0' }), own)).toEqual({
      outcome: 'throttled',
      waitMs: 9_000,
    })
    expect(judge(answer(403, { 'x-ratelimit-remaining': '1' }), own).outcome).toBe('success')
  })

  it('say nothing of an exchange that broke', () => {
    expect(outcome(exchange({ kind: 'network', status: 200 }, new Error('aborted')), { verdicts })).toBe(
      'failure',
    )
  })
})

describe('abortTimeoutMs', () => {
  const aborted = (durationMs: number) => exchangeOf(request, { kind: 'abort' }, 'aborted', durationMs)

  it('takes an abort that comes so late for a time-out', () => {
    const own = { abortTimeoutMs: 100 }
    expect(outcome(aborted(99), own)).toBe('ignored')
    expect(outcome(aborted(100), own)).toBe('failure')
    expect(outcome(aborted(1e9))).toBe('ignored')
  })

  it('shows it to the user as a time-out, and leaves the exchange as it was', () => {
    const classify = vi.fn((_: HttpExchange) => undefined)
    const late = aborted(100)
    judge(late, rules({ abortTimeoutMs: 100, classify }))
    expect(classify.mock.lastCall?.[0]).toMatchObject({ kind: 'timeout', durationMs: 100, error: 'aborted' })
    expect(late.kind).toBe('abort')
  })

  it('says nothing of a rejection, however late', () => {
    const inner = new CircuitBreaker('inner')
    inner.forceOpen()
    const late = exchangeOf(request, { kind: 'abort' }, inner.rejection(), 1_000)
    expect(outcome(late, { abortTimeoutMs: 100 })).toBe('ignored')
  })
})

describe('classify', () => {
  it('goes before every other rule', () => {
    const verdicts = verdictTable({ 200: 'failure' })
    expect(outcome(answer(200), { verdicts, classify: () => 'ignored' })).toBe('ignored')
    expect(outcome(exchange({ kind: 'abort' }), { classify: () => 'failure' })).toBe('failure')
  })

  it('leaves it to the rules below with undefined', () => {
    const verdicts = verdictTable({ 200: 'failure' })
    expect(outcome(answer(200), { verdicts, classify: () => undefined })).toBe('failure')
    expect(judge(answer(429, { 'retry-after': '7' }), rules({ classify: () => undefined })).outcome).toBe(
      'throttled',
    )
  })

  it('sees the whole exchange', () => {
    const classify = vi.fn((_: HttpExchange) => undefined)
    judge(answer(503, { 'x-cache': 'HIT' }), rules({ classify }))
    const seen = classify.mock.lastCall?.[0]
    expect(seen).toMatchObject({ request, kind: 'response', status: 503, error: undefined, durationMs: 5 })
    expect(seen?.header('X-Cache')).toBe('HIT')
    expect(seen?.header('x-other')).toBeNull()
  })

  it('is reported when it throws, and the rules below apply', () => {
    const error = listenToReports()
    const thrown = new Error('classifier')
    const classify = () => {
      throw thrown
    }
    expect(outcome(answer(503), { classify })).toBe('failure')
    expect(error).toHaveBeenCalledExactlyOnceWith(thrown)
  })

  it('may leave it to the wait', () => {
    const classify = ({ status }: HttpExchange) =>
      status === 400 ? ('throttled-if-asked' as const) : undefined
    expect(outcome(answer(400, { 'retry-after': '7' }), { classify })).toBe('throttled')
    expect(outcome(answer(400), { classify })).toBe('success')
  })

  it.each(['rejects', 'resolves'])(
    'is reported once when it is asynchronous and %s, and nothing is left unhandled',
    async how => {
      const error = listenToReports()
      const unhandled = vi.fn()
      process.on('unhandledRejection', unhandled)
      const late = how === 'rejects' ? Promise.reject(new Error('late')) : Promise.resolve('ignored')
      expect(outcome(answer(503), { classify: (() => late) as never })).toBe('failure')
      await new Promise(setImmediate)
      process.off('unhandledRejection', unhandled)
      expect(unhandled).not.toHaveBeenCalled()
      expect(error).toHaveBeenCalledOnce()
    },
  )

  it('is reported when it returns none of the verdicts, and the rules below apply', () => {
    const error = listenToReports()
    expect(outcome(answer(503), { classify: (() => true) as never })).toBe('failure')
    expect(error.mock.lastCall?.[0]).toEqual(
      new RangeError(
        'what classify returns must be one of success, failure, ignored, throttled, throttled-if-asked, or undefined, got true',
      ),
    )
  })

  it('that is wrong with every call is reported once, and so is each other one', () => {
    const error = listenToReports()
    const throwing = () => {
      throw new Error('classifier')
    }
    for (const classify of [throwing, (() => true) as never, (() => 'fine') as never])
      for (const _ of [1, 2, 3]) expect(outcome(answer(503), { classify })).toBe('failure')
    expect(error).toHaveBeenCalledTimes(3)
  })

  it('is reported to the page, where there is one', () => {
    const reportError = vi.fn()
    vi.stubGlobal('reportError', reportError)
    outcome(answer(503), { classify: (() => Promise.resolve('failure')) as never })
    expect(reportError).toHaveBeenCalledOnce()
  })

  it('harms nobody when even the report throws', () => {
    vi.stubGlobal('reportError', () => {
      throw new Error('report')
    })
    expect(outcome(answer(503), { classify: (() => 5) as never })).toBe('failure')
  })
})

describe('waitMs', () => {
  it('goes before the headers', () => {
    const of = answer(503, { 'retry-after': '7' })
    expect(judge(of, rules({ waitMs: () => 2_000 })).waitMs).toBe(2_000)
    expect(judge(of, rules({ waitMs: () => 0 })).waitMs).toBeUndefined()
    expect(judge(of, rules({ waitMs: () => undefined })).waitMs).toBe(7_000)
  })

  it('makes a 429 without headers throttling, or one with them a failure', () => {
    expect(judge(answer(429), rules({ waitMs: () => 2_000 }))).toEqual({
      outcome: 'throttled',
      waitMs: 2_000,
    })
    expect(outcome(answer(429, { 'retry-after': '7' }), { waitMs: () => 0 })).toBe('failure')
  })

  it('is asked about failures and throttling alone, once', () => {
    const waitMs = vi.fn(() => undefined)
    judge(answer(200), rules({ waitMs }))
    judge(exchange({ kind: 'abort' }), rules({ waitMs }))
    expect(waitMs).not.toHaveBeenCalled()
    judge(answer(429), rules({ waitMs }))
    expect(waitMs).toHaveBeenCalledOnce()
  })

  it('is reported when it throws or returns no wait, and the headers apply', () => {
    const error = listenToReports()
    const throwing = () => {
      throw new Error('waitMs')
    }
    const wrong = [throwing, () => -1, () => Number.NaN, () => Infinity, (() => 'soon') as never]
    // Each of them once, however often it is wrong.
    for (const waitMs of [...wrong, ...wrong]) {
      expect(judge(answer(503, { 'retry-after': '7' }), rules({ waitMs })).waitMs).toBe(7_000)
    }
    expect(error).toHaveBeenCalledTimes(5)
    expect(error.mock.calls[1]?.[0]).toEqual(
      new RangeError('what waitMs returns must be milliseconds >= 0, or undefined, got -1'),
    )
  })

  it.each(['rejects', 'resolves'])(
    'is reported once when it is asynchronous and %s, and the headers apply',
    async how => {
      const error = listenToReports()
      const unhandled = vi.fn()
      process.on('unhandledRejection', unhandled)
      const late = how === 'rejects' ? Promise.reject(new Error('late')) : Promise.resolve(9)
      expect(
        judge(answer(503, { 'retry-after': '7' }), rules({ waitMs: (() => late) as never })).waitMs,
      ).toBe(7_000)
      await new Promise(setImmediate)
      process.off('unhandledRejection', unhandled)
      expect(unhandled).not.toHaveBeenCalled()
      expect(error).toHaveBeenCalledOnce()
    },
  )

  it('is no wait when the headers cannot be read', () => {
    const error = listenToReports()
    const get = () => {
      throw new Error('headers')
    }
    expect(judge(exchange({ status: 503, headers: { get } }), rules())).toEqual({
      outcome: 'failure',
      waitMs: undefined,
    })
    expect(error).toHaveBeenCalledOnce()
  })
})
