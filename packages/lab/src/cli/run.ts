import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type ReplayLogOptions, replayLog } from '../replay/replay-log.ts'
import type { ReplayReport } from '../replay/report.ts'
import { choose, searched } from '../replay/tune.ts'
import { htmlOf } from '../report/html.ts'
import { tableOf } from '../report/table.ts'
import { comparedIn, tunedText } from '../report/tuned.ts'
import { HELP } from './help.ts'
import { type Command, readCommand, UsageError } from './options.ts'
import { progressOn } from './progress.ts'

/** Where the command reads and writes. */
export interface Streams {
  readonly stdin: AsyncIterable<Uint8Array | string>
  readonly stdout: { write(text: string): unknown; readonly columns?: number | undefined }
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean | undefined }
}

/**
 * Runs the command.
 *
 * @returns the exit code: 0, 1 where a log cannot be read, 2 where the user has got something wrong
 */
export const run = async (words: readonly string[], streams: Streams): Promise<number> => {
  try {
    const command = readCommand(words)
    if (command === 'help') streams.stdout.write(HELP)
    else if (command === 'version') streams.stdout.write(`${version()}\n`)
    else await obey(command, streams)
    return 0
  } catch (error) {
    const isUsage = error instanceof UsageError
    streams.stderr.write(`recloser-lab: ${(error as Error).message}\n`)
    if (isUsage) streams.stderr.write('Try recloser-lab --help\n')
    return isUsage ? 2 : 1
  }
}

const version = (): string =>
  (createRequire(import.meta.url)('@recloser/lab/package.json') as { version: string }).version

async function obey(command: Command, streams: Streams): Promise<void> {
  const { stdout } = streams
  const report = await replayed(command, streams)
  if (command.name === 'replay') {
    const text = command.isJson ? jsonOf(report) : tableOf(report, stdout.columns)
    show(command, streams, text, report)
    return
  }
  const result = choose(report, command.maxLost)
  const { log, guesses, cannotSay } = report
  const text = command.isJson
    ? jsonOf({ ...result, log, guesses, cannotSay })
    : tunedText(report, result, stdout.columns)
  show(command, streams, text, comparedIn(report, result))
}

async function replayed(command: Command, { stdin, stderr }: Streams): Promise<ReplayReport> {
  const progress = progressOn(command.isQuiet ? { write: () => {} } : stderr)
  const candidates = command.name === 'tune' ? [...searched(), ...command.own] : command.log.candidates
  const options: ReplayLogOptions = { ...command.log, candidates, stdin, onProgress: progress.show }
  try {
    return await replayLog(command.file, options)
  } finally {
    progress.clear()
  }
}

const jsonOf = (value: unknown): string => JSON.stringify(value, null, 2)

const show = ({ html, isJson }: Command, { stdout }: Streams, text: string, page: ReplayReport): void => {
  if (html !== undefined) writeFileSync(html, htmlOf(page))
  stdout.write(`${text}\n`)
  if (html !== undefined && !isJson) stdout.write(`\nThe page is in ${html}\n`)
}
