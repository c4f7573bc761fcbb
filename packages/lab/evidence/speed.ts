import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { PRESETS, recloser, replayLog, simulate, type World } from '../src/index.ts'
import { makeLines } from '../test/write-log.ts'

/** What the lab itself costs, in seconds of processor time: simulated calls a second, and the replay of a log of `--lines`. */
const { values } = parseArgs({ options: { lines: { type: 'string', default: '10000000' } } })
const lines = Number(values.lines)

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

const world: World = {
  durationMs: 600_000,
  callsPerSecond: 5_000,
  latency: { kind: 'lognormal', medianMs: 100, sigma: 0.5 },
  faults: [{ kind: 'errors', share: 0.2, fromMs: 0, toMs: Infinity }],
}
// Only a rate, which does not trip: every call passes through the closed breaker.
for (const [name, gate] of [
  ['no breaker', undefined],
  ['Recloser', recloser({ failureThreshold: false })],
] as const) {
  const rates = [1, 2, 3, 4, 5].map(seed => {
    const start = cpuSeconds()
    return simulate(world, { seed, gate }).sum('calls') / (cpuSeconds() - start)
  })
  console.log(`${name}: ${(Math.max(...rates) / 1e6).toFixed(2)} million simulated calls a second`)
}

const folder = await mkdtemp(join(tmpdir(), 'lab-speed-'))
try {
  const file = join(folder, 'access.log')
  await pipeline(Readable.from(pieces()), createWriteStream(file))
  const start = cpuSeconds()
  const candidates = Object.entries(PRESETS).map(([name, config]) => ({ name, config }))
  const { log, skipped } = await replayLog(file, { candidates })
  const seconds = cpuSeconds() - start
  const megabytes = (await stat(file)).size / 1e6
  console.log(
    `${log.lines} lines, ${megabytes.toFixed(0)} MB, ${candidates.length - skipped.length} candidates:`,
  )
  console.log(
    `${seconds.toFixed(1)} s, ${(process.resourceUsage().maxRSS / 1_024).toFixed(0)} MB of memory at most`,
  )
} finally {
  await rm(folder, { recursive: true })
}

function* pieces(): Generator<string> {
  let piece = ''
  for (const line of makeLines('combined', lines)) {
    piece += `${line}\n`
    if (piece.length < 1 << 18) continue
    yield piece
    piece = ''
  }
  yield piece
}
