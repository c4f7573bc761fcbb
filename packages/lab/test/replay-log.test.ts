import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { type Candidate, type ReplayLogOptions, type ReplayReport, replayLog } from '../src/index.ts'
import { htmlOf } from '../src/report/html.ts'
import { tableOf } from '../src/report/table.ts'
import { type Kind, makeLines } from './write-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'lab-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const write = (content: string | Buffer): string => {
  const file = join(folder, `log-${files++}`)
  writeFileSync(file, content)
  return file
}
const candidates: Candidate[] = [
  { name: 'defaults', config: {} },
  { name: 'quick', config: { openDurationMs: 5_000, maxBackoffMs: 10_000 } },
]
const replay = (content: string | Buffer, options: Partial<ReplayLogOptions> = {}) =>
  replayLog(write(content), { candidates, ...options })

/** A second an entry: what failed when. */
const csv = (results: string, step = 1_000): string =>
  `start,status,duration_ms\n${[...results].map((result, index) => `${1.7e12 + index * step},${result === '.' ? 200 : 503},10`).join('\n')}\n`
const only = ({ candidates: [first] }: ReplayReport) => first as NonNullable<typeof first>

describe('a replay', () => {
  it('counts what a breaker would have spared and lost', async () => {
    // Five failures trip the circuit for sixty seconds: of those, 20 fail and 40 succeed. Then three probes close it.
    const report = await replay(csv(`${'.'.repeat(10)}${'x'.repeat(25)}${'.'.repeat(60)}`), {
      candidates: [{ name: 'exact', config: { jitter: 0 } }],
    })
    expect(report.log).toMatchObject({ calls: 95, failures: 25, lines: 96, damaged: [], late: 0 })
    expect(only(report)).toMatchObject({
      spared: 20,
      sparedMs: 200,
      lost: 40,
      trips: 1,
      falseTrips: 0,
      transitions: 3,
      missed: 0,
      notBack: 0,
      // From the first failure's end to the fifth's; from the last failure's end to the third probe's.
      noticeMs: { median: 4_000, most: 4_000, count: 1 },
      backMs: { median: 43_000, most: 43_000, count: 1 },
      openMs: 63_000,
    })
    expect(report.incidents).toEqual([
      { target: '(this service)', from: 1.7e12 + 10_010, to: 1.7e12 + 34_010, calls: 25, failures: 25 },
    ])
  })

  it('says which incidents a candidate has not noticed', async () => {
    const deaf = { failureThreshold: false, failureRateThreshold: false } as const
    const report = await replay(csv(`${'x'.repeat(20)}${'.'.repeat(60)}`), {
      candidates: [{ name: 'deaf', config: deaf }],
    })
    expect(only(report)).toMatchObject({ missed: 1, noticeMs: undefined, backMs: undefined, trips: 0 })
  })

  it('counts trips outside incidents', async () => {
    const nervous = { failureThreshold: 1, openDurationMs: 1_000, jitter: 0 }
    const report = await replay(csv('....x.........x.......'), {
      candidates: [{ name: 'nervous', config: nervous }],
    })
    expect(only(report)).toMatchObject({ trips: 2, falseTrips: 2 })
  })

  it('says when the log ends before a circuit is closed again', async () => {
    expect(only(await replay(csv('xxxxxxxxxxxx')))).toMatchObject({ notBack: 1, backMs: undefined })
  })

  it('gives every route a breaker where it is asked to', async () => {
    const lines = [
      'start,status,path',
      ...Array.from(
        { length: 40 },
        (_, index) =>
          `${1.7e12 + index * 100},${index % 2 === 0 ? 200 : 503},/${index % 2 === 0 ? 'good' : 'bad'}`,
      ),
    ]
    const report = await replay(lines.join('\n'), { by: 'route' })
    expect(report.targets).toEqual([
      { name: '/bad', calls: 20, failures: 20, incidents: 1 },
      { name: '/good', calls: 20, failures: 0, incidents: 0 },
    ])
    expect(only(report)).toMatchObject({ lost: 0, spared: 15 })
  })

  it('puts lines in order by when calls began, as far as they are apart', async () => {
    const inOrder = csv(`${'.'.repeat(10)}${'x'.repeat(25)}${'.'.repeat(60)}`)
      .trim()
      .split('\n')
    const [header = '', ...rows] = inOrder
    const mixed = rows.map((_, index) => rows[index ^ 3] ?? rows[index] ?? '')
    const [a, b] = [await replay(inOrder.join('\n')), await replay([header, ...mixed].join('\n'))]
    expect(b.candidates).toEqual(a.candidates)
    expect(
      (await replay([header, ...rows.toReversed()].join('\n'), { reorderMs: 10_000 })).log.late,
    ).toBeGreaterThan(50)
  })

  it.each<Kind>(['combined', 'ndjson', 'csv'])(
    'comes to about the same from %s, packed or not, and from standard input',
    async kind => {
      const text = `${[...makeLines(kind, 20_000, 5)].join('\n')}\n`
      const plain = await replay(text)
      expect(plain.log).toMatchObject({ format: kind, calls: 20_000, damaged: [] })
      expect(only(plain).spared).toBeGreaterThan(1_000)
      const packed = await replay(gzipSync(text))
      expect(packed.log.isGzip).toBe(true)
      expect(packed.candidates).toEqual(plain.candidates)
      const stdin = Readable.from([Buffer.from(text.slice(0, 100)), Buffer.from(text.slice(100))])
      const piped = await replayLog('-', { candidates, stdin })
      expect(piped.candidates).toEqual(plain.candidates)
    },
  )

  it('tells how far it has come', async () => {
    const seen: number[] = []
    await replay([...makeLines('csv', 50_000)].join('\n'), {
      onProgress: ({ readBytes, size = 1 }) => seen.push(readBytes / size),
    })
    expect(seen.length).toBeGreaterThan(1)
    expect(seen.at(-1)).toBe(1)
  })

  it('names a candidate that this core cannot run, and runs the others', async () => {
    const config = { failureExcess: 5, notYet: 1 } as object
    await expect(replay(csv('..'), { candidates: [{ name: 'new', config }] })).rejects.toThrow(
      'notYet is not a field',
    )
  })
})

describe('a damaged or hostile file', () => {
  const good = csv('..........')

  it('is read around what is damaged', async () => {
    const damaged = good.replace('\n', '\n\u0000\u0001\uFFFD\n"""""\n,,,,,,,\n')
    const report = await replay(damaged)
    expect(report.log.calls).toBe(10)
    expect(report.log.damaged.reduce((sum, { count }) => sum + count, 0)).toBe(3)
    expect(report.log.damaged[0]?.firstLine).toBe(2)
  })

  it('may be no UTF-8, have a byte order mark, or end lines as Windows does', async () => {
    const bytes = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from(good.replaceAll('\n', '\r\n')),
      Buffer.from([0xff, 0xfe, 0x80]),
    ])
    expect((await replay(bytes)).log).toMatchObject({ calls: 10 })
  })

  it('may end in the middle of its gzip', async () => {
    const text = `${[...makeLines('combined', 50_000)].join('\n')}\n`
    const packed = gzipSync(text)
    const report = await replay(packed.subarray(0, packed.length - 5_000))
    expect(report.log.brokenBy).toBe('the gzip file ends in the middle')
    expect(report.log.calls).toBeGreaterThan(30_000)
    const broken = Buffer.from(packed)
    broken.fill(0, broken.length - 100_000, broken.length - 90_000)
    expect((await replay(broken)).log.brokenBy).toBe('the gzip data is damaged')
  })

  it('may have a line without end, of which nothing is kept', async () => {
    const endless = Buffer.alloc(8 << 20, 'x')
    const report = await replay(
      Buffer.concat([Buffer.from(good), endless, Buffer.from(`\n${1.7e12 + 11_000},200,1\n`)]),
    )
    expect(report.log.calls).toBe(11)
    expect(report.log.damaged).toEqual([{ reason: 'a line longer than a megabyte', count: 1, firstLine: 12 }])
  })

  it('may have a line from the year 2099, which does not move the clock', async () => {
    const text = csv('.'.repeat(20)).replace('\n', `\n${Date.UTC(2099, 1)},200,1\n`)
    const report = await replay(text)
    expect(report.log).toMatchObject({ calls: 20, late: 0 })
    expect(report.log.damaged[0]?.reason).toBe('a time more than an hour ahead of the lines that follow')
  })

  it('may have a million hosts, of which the first are kept', async () => {
    const text = `time,status,host\n${Array.from({ length: 5_000 }, (_, index) => `${1.7e12 + index},200,h${index}.example.com`).join('\n')}`
    const report = await replay(text, { maxTargets: 100 })
    expect(report.log).toMatchObject({ calls: 100, beyond: 4_900 })
    expect(report.targets).toHaveLength(50)
  })

  it('may nest deeply', async () => {
    const deep = `{"log":{"entries":[${'['.repeat(100_000)}${']'.repeat(100_000)},{"startedDateTime":"2026-10-10T12:00:00Z","time":1,"request":{"method":"GET","url":"http://a/"},"response":{"status":200}}]}}`
    expect((await replay(deep)).log.calls).toBe(1)
    const lines = `{"time":1.7e12,"status":200}\n${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}\n`
    expect((await replay(lines)).log.damaged).toHaveLength(1)
  })

  it('may be empty, a folder, or not there', async () => {
    await expect(replay('')).rejects.toThrow('cannot tell what kind of log this is')
    await expect(replayLog(folder, { candidates })).rejects.toThrow('is a folder')
    await expect(replayLog(join(folder, 'none'), { candidates })).rejects.toThrow('ENOENT')
  })
})

describe('what is shown', () => {
  it('holds no secret of a URL, and nothing of a damaged line', async () => {
    const s = 's3cret'
    const lines = [
      `{"time":1.7e12,"req":{"method":"GET","url":"https://${s}:${s}@api.example.com/a/${s}-1?token=${s}#${s}","headers":{"authorization":"${s}","cookie":"${s}"}},"res":{"statusCode":500}}`,
      `{"time":1.7e12,"req":{"method":"${s}!","url":"/reset/${s}9?${s}","headers":{"host":"${s}:${s}@host"}},"res":{"statusCode":500}}`,
      `{"time":1.7e12,"req":{"method":"GET","url":"/mail/${s}@example.com"},"res":{"statusCode":500}}`,
      `{"${s}":`,
      `{"time":"${s}","res":{"statusCode":500}}`,
    ]
    for (const by of ['host', 'route'] as const) {
      const report = await replay(`${lines.join('\n')}\n`, { by })
      expect(report.log.calls).toBe(3)
      expect(JSON.stringify(report) + tableOf(report) + htmlOf(report)).not.toContain(s)
    }
  })

  it('is a page that loads nothing and runs nothing, whatever the log and the candidates are called', async () => {
    const evil = '<script>alert(1)</script>"\'&'
    const report = await replay(csv('xxxxxxxx....'), { candidates: [{ name: evil, config: {} }] })
    const page = htmlOf(report)
    expect(page).not.toMatch(/<script|https?:|src=|@import|url\(/)
    expect(page).toContain('&lt;script&gt;')
    expect(page).toContain("default-src 'none'")
  })

  it('is a table that fits the terminal', async () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ name: `candidate ${index}`, config: {} }))
    const table = tableOf(await replay(csv('xxxxxxxx....'), { candidates: many }), 80)
    const figures = table
      .slice(0, table.indexOf('What a log cannot say'))
      .split('\n')
      .filter(line => !line.startsWith('  -') && !line.includes('UTC'))
    expect(Math.max(...figures.map(({ length }) => length))).toBeLessThanOrEqual(80)
    for (const { name } of many) expect(table).toContain(name)
  })

  it('says what a log cannot say', async () => {
    const report = await replay(csv('xxxxxxxx....'))
    for (const text of [tableOf(report), htmlOf(report)]) {
      expect(text).toContain('Calls that were never made are not in a log.')
      expect(text).toContain('With less load, some might have succeeded.')
    }
  })
})

it('reads the HAR that Chromium has written', async () => {
  const har = readFileSync(new URL('fixtures/chromium.har', import.meta.url))
  const report = await replay(har, { by: 'route' })
  expect(report.targets[0]).toMatchObject({ calls: 105, failures: 30, incidents: 1 })
  expect(report.targets[0]?.name).toMatch(/^GET 127\.0\.0\.1:\d+\/users\/:id\/orders$/)
  expect(only(report).spared).toBe(25)
})
