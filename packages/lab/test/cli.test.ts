import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { progressOn } from '../src/cli/progress.ts'
import { run } from '../src/cli/run.ts'
import type { ReplayReport } from '../src/index.ts'
import { makeLines } from './write-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'lab-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))
const log = join(folder, 'access.log')
writeFileSync(log, `${[...makeLines('combined', 3_000, 1)].join('\n')}\n`)

const call = async (words: readonly string[], input = '') => {
  let [out, err] = ['', '']
  const code = await run(words, {
    stdin: Readable.from([Buffer.from(input)]),
    stdout: { write: text => (out += text), columns: 80 },
    stderr: { write: text => (err += text) },
  })
  return { code, out, err }
}

describe('recloser-lab', () => {
  it('teaches itself, and fits a terminal', async () => {
    for (const words of [[], ['--help'], ['-h'], ['replay', '--help']]) {
      const { code, out } = await call(words)
      expect(code).toBe(0)
      expect(out).toContain('recloser-lab replay access.log.gz')
      expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(120)
    }
  })

  it('knows its version', async () => {
    expect((await call(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it.each([
    [['fly'], 'the command must be replay or tune, got fly'],
    [['replay'], 'replay takes one file, or - for standard input'],
    [['replay', 'a', 'b'], 'replay takes one file'],
    [['replay', 'a', '--fast'], "Unknown option '--fast'"],
    [['replay', 'a', '--by', 'path'], '--by must be one of host, route, got path'],
    [['replay', 'a', '--format', 'xml'], '--format must be one of har, ndjson, combined, csv, got xml'],
    [['replay', 'a', '--column', 'status'], '--column must be like status=code'],
    [['replay', 'a', '--column', 'size=bytes'], '--column must be like status=code'],
    [['replay', 'a', '--reorder', 'much'], '--reorder must be a number >= 0, got much'],
    [['replay', 'a', '--max-targets', '0'], '--max-targets must be a number >= 1, got 0'],
    [['replay', 'a', '--preset', 'toString'], '--preset must be one of defaults, page, server, got toString'],
    [['replay', 'a', '--settings', '/nowhere.json'], '/nowhere.json: ENOENT'],
  ])('refuses %j', async (words, message) => {
    const { code, out, err } = await call(words)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(message)
    expect(err).toContain('Try recloser-lab --help')
  })

  it('says in one line why a file cannot be read', async () => {
    const { code, out, err } = await call(['replay', join(folder, 'none.log')])
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^recloser-lab: ENOENT.*\n$/)
  })

  it('prints a table for every preset', async () => {
    const { code, out, err } = await call(['replay', log])
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('3,000 calls')
    for (const word of ['defaults', 'page', 'server', 'good calls lost', 'What a log cannot say'])
      expect(out).toContain(word)
  })

  it('prints JSON and nothing else, from standard input, with settings from a file', async () => {
    const settings = join(folder, 'settings.json')
    writeFileSync(settings, '{ "fast": { "openDurationMs": 1000 } }')
    const input = `code,at,ms\n200,1.7e12,5\n503,1.7e12,5\n`
    const words = [
      'replay',
      '-',
      '--json',
      '--settings',
      settings,
      '--column',
      'status=code',
      '--column',
      'time=at',
    ]
    const { code, out } = await call([...words, '--format', 'csv'], input)
    expect(code).toBe(0)
    const report = JSON.parse(out) as ReplayReport
    expect(report.candidates.map(({ name }) => name)).toEqual(['defaults', 'fast'])
    expect(report.log).toMatchObject({ calls: 2, failures: 1, name: 'standard input' })
  })

  it('writes a page', async () => {
    const page = join(folder, 'report.html')
    expect(
      (await call(['replay', log, '--html', page, '--by', 'route', '--route', '/users/:id/*'])).out,
    ).toContain(page)
    expect(readFileSync(page, 'utf8')).toContain('GET /users/:id/*')
  })
})

describe('progress', () => {
  it('is shown a few times a second on a terminal, and nowhere else', () => {
    let [now, shown] = [0, '']
    const { show, clear } = progressOn({ isTTY: true, write: text => (shown += text) }, () => now)
    show?.({ readBytes: 10, size: 100, calls: 5 })
    expect(shown).toBe('')
    now = 250
    show?.({ readBytes: 20, size: 100, calls: 2_000 })
    expect(shown).toContain('20 %, 2,000 calls')
    clear()
    expect(shown.endsWith('\r\u001B[K')).toBe(true)
    expect(progressOn({ write: () => {} }).show).toBeUndefined()
  })
})
