import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, expect, it } from 'vitest'
import { run } from '../src/cli/run.ts'
import type { TuneResult } from '../src/replay/tune.ts'
import { makeLines } from './write-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'lab-tune-'))
afterAll(() => rmSync(folder, { recursive: true }))

const tune = async (lines: Iterable<string>, ...words: string[]) => {
  const log = join(folder, 'log.csv')
  writeFileSync(log, `${[...lines].join('\n')}\n`)
  let [out, err] = ['', '']
  const stdout = { write: (text: string) => (out += text), columns: 120 }
  const code = await run(['tune', log, ...words], {
    stdin: Readable.from([]),
    stdout,
    stderr: { write: text => (err += text) },
  })
  expect([code, err]).toEqual([0, ''])
  return out
}

it('finds settings that spare an outage and lose little to chance, and prints them as code', async () => {
  const lines = [...makeLines('csv', 20_000, 5)]
  const result = JSON.parse(await tune(lines, '--json')) as TuneResult
  expect(result.isWithin).toBe(true)
  expect(result.tried).toBeGreaterThan(20)
  const { chosen, defaults } = result
  expect(chosen?.lost).toBeLessThan((defaults?.lost ?? 0) / 5)
  expect(chosen?.spared).toBeGreaterThan((defaults?.spared ?? 0) / 2)
  const out = await tune(lines)
  expect(out).toContain("import type { CircuitBreakerConfig } from '@recloser/core'")
  expect(out).toContain('openDurationMs: ')
  expect(out).toContain('This supposes that the calls of the log would have come to the same.')
  expect(out).toContain('What a log cannot say')
})

it('loses more where it may, and spares no less', async () => {
  const lines = [...makeLines('csv', 10_000, 5)]
  const result = async (most: string) =>
    JSON.parse(await tune(lines, '--json', '--max-lost', most)) as TuneResult
  const [strict, lax] = [await result('0.2'), await result('50')]
  expect(lax.chosen?.spared).toBeGreaterThanOrEqual(strict.chosen?.spared ?? 0)
})

it('says so when every setting loses more than it may', async () => {
  // Four seconds of failures at 25 calls a second, then none: whoever opens loses some after it.
  const lines = Array.from(
    { length: 3_000 },
    (_, index) => `${1.7e12 + 40 * index},${index < 100 ? 503 : 200}`,
  )
  const out = await tune(['start,status', ...lines], '--max-lost', '0')
  expect(out).toContain(
    'Every one that spares a call loses more than 0 % of the good ones (--max-lost). This one loses fewest.',
  )
})

it('recommends nothing where nothing has failed', async () => {
  const lines = ['time,status', ...Array.from({ length: 100 }, (_, index) => `${1.7e12 + index},200`)]
  const out = await tune(lines)
  expect(out).toContain('None would have spared a failing call')
  expect(out).not.toContain('export const tuned')
})
