import { basename } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import type { Candidate } from './candidates.ts'
import { ClockGuard } from './clock-guard.ts'
import { detectFormat, type LogFormat, type LogOptions } from './detect.ts'
import { Lines } from './lines.ts'
import type { Sink } from './logged-call.ts'
import { Replay } from './replay.ts'
import type { ReplayOptions } from './replay-options.ts'
import { CANNOT_SAY, candidateReports, type ReplayReport, sortOut } from './report.ts'
import { openSource, type Source } from './source.ts'

/** How far a replay has come. */
export interface Progress {
  readonly readBytes: number
  /** `undefined` for standard input. */
  readonly size: number | undefined
  readonly calls: number
}

/** How a log is read and replayed. */
export interface ReplayLogOptions extends LogOptions, ReplayOptions {
  readonly candidates: readonly Candidate[]
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** Read when the file is `-`. @default process.stdin */
  readonly stdin?: AsyncIterable<Uint8Array | string> | undefined
}

/** So much of a log is looked at before it is decided what it is. */
const HEAD_BYTES = 1 << 18
/** So many kinds of damage are told apart. */
const SHOWN = 50

/**
 * Replays a log through the breakers of every candidate, in one pass and in memory that does not grow with it.
 *
 * @param file a path, or `-` for standard input
 * @throws RangeError when nobody can tell what kind of log it is, or a candidate's settings are wrong
 * @throws Error of the file system when it cannot be read
 */
export const replayLog = async (file: string, options: ReplayLogOptions): Promise<ReplayReport> => {
  const { able, skipped } = sortOut(options.candidates)
  const source = await openSource(file, options.stdin)
  const replay = new Replay(able, options)
  const damage = new Map<string, { count: number; firstLine: number }>()
  const { format, lines } = await readAll(source, replay, damage, options)
  replay.finish()
  const { targets, incidents } = targetsOf(replay)
  const { timeline } = replay
  return {
    log: {
      name: file === '-' ? 'standard input' : basename(file),
      format: format.format,
      isGzip: source.isGzip,
      lines,
      damaged: [...damage].map(([reason, found]) => ({ reason, ...found })),
      brokenBy: source.brokenBy(),
      late: replay.late,
      beyond: replay.targets.overflow,
      fromMs: replay.span?.fromMs,
      toMs: replay.span?.toMs,
      calls: replay.calls,
      failures: replay.failures,
    },
    guesses: format.guesses,
    by: options.by ?? 'host',
    targets,
    incidents,
    candidates: candidateReports(able, replay),
    skipped,
    timeline: {
      fromMs: timeline.fromMs,
      stepMs: timeline.stepMs,
      calls: timeline.series(0),
      failures: timeline.series(1),
      candidates: able.map((_, index) => ({
        spared: timeline.series(2 + 2 * index),
        lost: timeline.series(3 + 2 * index),
      })),
    },
    cannotSay: CANNOT_SAY,
  }
}

const targetsOf = ({ totals }: Replay) => {
  const sorted = totals.toSorted((a, b) => b.failures - a.failures || b.calls - a.calls).slice(0, SHOWN)
  return {
    targets: sorted.map(({ name, calls, failures, incidents }) => ({ name, calls, failures, incidents })),
    incidents: sorted
      .flatMap(({ name, firstIncidents }) => firstIncidents.map(incident => ({ target: name, ...incident })))
      .toSorted((a, b) => a.from - b.from),
  }
}

async function readAll(
  source: Source,
  replay: Replay,
  damage: Map<string, { count: number; firstLine: number }>,
  options: ReplayLogOptions,
): Promise<{ format: LogFormat; lines: number }> {
  let lineNumber = () => 0
  const damaged = (reason: string): void => {
    const found = damage.get(reason)
    if (found === undefined) damage.set(reason, { count: 1, firstLine: lineNumber() })
    else found.count += 1
  }
  const guard = new ClockGuard(
    call => replay.take(call),
    () => damaged('a time more than an hour ahead of the lines that follow'),
  )
  const sink: Sink = { call: call => guard.take(call), damaged }
  const chunks = source.chunks[Symbol.asyncIterator]()
  const head = await headOf(chunks)
  const format = detectFormat(head.toString('utf8'), options)
  const how = format.read(sink)
  const decoder = new StringDecoder('utf8')
  const lines =
    'line' in how ? new Lines(how.line, () => damaged('a line longer than a megabyte')) : undefined
  if (lines !== undefined) lineNumber = () => lines.number
  const write = (chunk: Buffer): void => {
    if ('reader' in how) how.reader.write(decoder.write(chunk))
    else lines?.write(chunk)
    options.onProgress?.({ readBytes: source.readBytes(), size: source.size, calls: replay.calls })
  }
  write(withoutMark(head))
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) write(next.value)
  lines?.end()
  if ('reader' in how) how.reader.end()
  guard.end()
  return { format, lines: lines?.number ?? 0 }
}

const withoutMark = (head: Buffer): Buffer =>
  head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head

async function headOf(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  while (bytes < HEAD_BYTES) {
    const next = await chunks.next()
    if (next.done === true) break
    parts.push(next.value)
    bytes += next.value.length
  }
  return Buffer.concat(parts)
}
