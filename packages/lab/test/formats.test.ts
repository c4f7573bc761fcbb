import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { collect } from './collect.ts'

const noon = Date.UTC(2026, 9, 10, 12)

describe('an access log', () => {
  const line = (tail: string) =>
    `10.0.0.1 - frank [10/Oct/2026:12:00:00 +0000] "GET /a?token=x HTTP/1.1" 503 12 "-" "curl/8"${tail}\n`

  it('is read with the request time of nginx, in seconds', () => {
    const { format, calls } = collect(line(' 0.250'))
    expect(format).toBe('combined')
    expect(calls).toEqual([
      {
        startMs: noon - 250,
        durationMs: 250,
        status: 503,
        isAborted: false,
        method: 'GET',
        host: '',
        path: '/a?token=x',
        waitMs: 0,
      },
    ])
  })

  it.each([
    [' 250000', 250],
    [' rt=0.250 uct="0.001"', 250],
    [' "0.250"', 250],
    [' "203.0.113.7" 0.250', 250],
    // As ingress-nginx writes it: the length of the request first, then its time, then the upstream's.
    [' 512 0.250 [shop-api-80] [] 10.1.2.3:8080 94 0.249 200 c0ffee', 250],
    [' 3', 3_000],
    [' - 0.250', 250],
    ['', 0],
    [' -', 0],
  ])('finds the time in a tail like %s', (tail, ms) => {
    expect(collect(line(tail)).calls[0]?.durationMs).toBe(ms)
  })

  it('takes the unit that the user names', () => {
    expect(collect(line(' 250'), { durationUnit: 'ms' }).calls[0]?.durationMs).toBe(250)
  })

  it('is read in the common format, behind a virtual host, and with escaped quotes', () => {
    const common = '10.0.0.1 - - [10/Oct/2026:12:00:00 +0000] "GET / HTTP/1.1" 200 512 0.005\n'
    expect(collect(common).calls[0]).toMatchObject({ status: 200, durationMs: 5 })
    expect(collect(`www.example.com:443 ${common}`).calls[0]).toMatchObject({ status: 200, durationMs: 5 })
    const escaped = String.raw`10.0.0.1 - - [10/Oct/2026:12:00:00 +0000] "GET /a\"b HTTP/1.1" 200 5 "-" "a \"b\" 9" 0.005`
    expect(collect(`${escaped}\n`).calls[0]).toMatchObject({ status: 200, durationMs: 5 })
  })

  it('has no method and no path where a client sent garbage', () => {
    const garbage = String.raw`10.0.0.1 - - [10/Oct/2026:12:00:00 +0000] "\x16\x03\x01" 400 150 "-" "-" 0.001`
    expect(collect(`${garbage}\n`).calls[0]).toMatchObject({ status: 400, method: '', path: '' })
  })

  it('takes 499 for a client that left', () => {
    expect(collect(line(' 0.1').replace('503', '499')).calls[0]?.isAborted).toBe(true)
  })

  it('counts what is no line of it, and reads on', () => {
    const { calls, damaged } = collect(
      `${line(' 0.1')}<<<<<<< HEAD\n\n${line(' 0.1').replace('Oct', 'Foo')}${line(' 0.1').replace('503', '999')}${line(' 0.1')}`,
    )
    expect(calls).toHaveLength(2)
    expect(damaged).toEqual([
      'no line of an access log',
      'a time that cannot be read',
      'no line of an access log',
    ])
  })
})

describe('lines of JSON', () => {
  const pino = (more: object = {}) =>
    `${JSON.stringify({ level: 30, time: noon, req: { method: 'GET', url: '/a?b=c', headers: { host: 'api.example.com' } }, res: { statusCode: 429, headers: { 'Retry-After': '7' } }, responseTime: 40, ...more })}\n`

  it('are read as pino-http writes them, at the end of a call', () => {
    const { format, calls, guesses } = collect(pino())
    expect(format).toBe('ndjson')
    expect(calls).toEqual([
      {
        startMs: noon - 40,
        durationMs: 40,
        status: 429,
        isAborted: false,
        method: 'GET',
        host: 'api.example.com',
        path: '/a?b=c',
        waitMs: 7_000,
      },
    ])
    expect(guesses).toContain('the status of a call: field res.statusCode')
    expect(guesses).toContain('the time of a call is that of its: end')
  })

  it('are read with other names, and with those that the user gives', () => {
    const line =
      '{"@timestamp":"2026-10-10T12:00:00Z","status":"500","duration_us":1500,"http.method":"put","weird":"/x"}\n'
    const { calls } = collect(line, { columns: { url: 'weird' }, timeIs: 'start' })
    expect(calls[0]).toMatchObject({ startMs: noon, durationMs: 1.5, status: 500, method: 'PUT', path: '/x' })
  })

  it('count as damaged one by one', () => {
    const { calls, damaged } = collect(
      `${pino()}{"time":\nnull\n[1]\n42\n{"time":"never","res":{"statusCode":200}}\n{"msg":"listening","time":${noon}}\n${pino()}`,
    )
    expect(calls).toHaveLength(2)
    expect(damaged).toEqual([
      'no JSON',
      'no JSON object',
      'no JSON object',
      'no JSON object',
      'a time that cannot be read',
      'no status of a call',
    ])
  })

  it('cannot reach a prototype', () => {
    const line = '{"__proto__":{"res":{"statusCode":200}},"constructor":{"time":1}}\n'
    expect(() => collect(pino() + line)).not.toThrow()
    expect(collect(pino() + line).damaged).toEqual(['no status of a call'])
  })

  it('without a status are refused, with the option that helps', () => {
    expect(() => collect('{"time":1,"msg":"hello"}\n')).toThrow(
      'found no status of a call in this log: say --column status=NAME',
    )
  })
})

describe('CSV', () => {
  it.each([',', ';', '\t'])('is read with the delimiter %j', delimiter => {
    const text = [
      ['time', 'method', 'path', 'status', 'duration_ms'],
      [String(noon), 'GET', '/a', '200', '12'],
    ]
      .map(cells => cells.join(delimiter))
      .join('\n')
    const { format, calls } = collect(`${text}\n`)
    expect(format).toBe('csv')
    expect(calls[0]).toMatchObject({ startMs: noon - 12, durationMs: 12, status: 200, path: '/a' })
  })

  it('may quote, and a quote that does not end harms its own line alone', () => {
    const text = `status,path,start\n200,"/a,b ""c""",${noon}\n200,"/open,${noon}\n200,/short\n500,/d,${noon}\n`
    const { calls, damaged } = collect(text)
    expect(calls.map(({ path, status }) => [path, status])).toEqual([
      ['/a,b "c"', 200],
      ['/d', 500],
    ])
    expect(damaged).toEqual(['quotes that do not match', 'another number of columns than the first line'])
  })

  it('takes an empty status for a call without an answer', () => {
    expect(collect(`time,status\n${noon},\n`).calls[0]?.status).toBe(0)
  })
})

describe('a HAR', () => {
  const entry = (more: object = {}, response: object = {}) => ({
    startedDateTime: '2026-10-10T12:00:00.000Z',
    time: 33,
    request: { method: 'GET', url: 'https://user:pass@api.example.com/users/7?token=x' },
    response: { status: 200, headers: [], ...response },
    ...more,
  })
  const har = (...entries: unknown[]) => JSON.stringify({ log: { version: '1.2', entries } })

  it('is read entry by entry, at the start of a call', () => {
    const { format, calls } = collect(
      har(entry({}, { status: 429, headers: [{ name: 'retry-after', value: '3' }] })),
    )
    expect(format).toBe('har')
    expect(calls).toEqual([
      {
        startMs: noon,
        durationMs: 33,
        status: 429,
        isAborted: false,
        method: 'GET',
        host: 'api.example.com',
        path: '/users/7',
        waitMs: 3_000,
      },
    ])
  })

  it('tells a call that failed from one that was cancelled', () => {
    const failed = entry({}, { status: 0, _error: 'net::ERR_CONNECTION_REFUSED' })
    const cancelled = entry({}, { status: 0, _error: 'net::ERR_ABORTED' })
    expect(collect(har(failed, cancelled)).calls.map(({ status, isAborted }) => [status, isAborted])).toEqual(
      [
        [0, false],
        [0, true],
      ],
    )
  })

  it('leaves out what goes to no host', () => {
    expect(collect(har(entry({ request: { method: 'GET', url: 'data:text/plain,hi' } }))).calls).toEqual([])
  })

  it('is read to where it breaks off', () => {
    const text = har(entry(), entry(), entry())
    const { calls, damaged } = collect(text.slice(0, -60))
    expect(calls).toHaveLength(2)
    expect(damaged).toEqual(['JSON that breaks off; what came before was read'])
  })

  it('is read to where it is damaged, and entries that are none are counted', () => {
    const { calls, damaged } = collect(
      har(entry(), null, 7, {}, entry({ response: {} })).replace(/\]\}\}$/, ',}}]'),
    )
    expect(calls).toHaveLength(1)
    expect(damaged).toHaveLength(5)
  })

  it('of Chromium is read, with an outage in it and a call that the page has cancelled', () => {
    // Recorded with Chromium 156 by Playwright 1.65.1, against a server that misbehaves; headers and timings are cut out.
    const { calls, damaged } = collect(
      readFileSync(new URL('fixtures/chromium.har', import.meta.url), 'utf8'),
    )
    expect(damaged).toEqual([])
    expect(calls).toHaveLength(107)
    expect(calls.filter(({ status }) => status === 503)).toHaveLength(25)
    expect(calls.filter(({ status, isAborted }) => status === 0 && !isAborted)).toHaveLength(5)
    expect(calls.filter(({ isAborted }) => isAborted)).toHaveLength(1)
  })
})

it('is refused where nobody can tell what it is, with what would help', () => {
  expect(() => collect('hello\nworld\n')).toThrow('cannot tell what kind of log this is')
  expect(() => collect('')).toThrow('--format')
})
