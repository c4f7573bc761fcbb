import { combinedLine, isCombined, sampleTimes, unitOfTimes } from './combined.ts'
import { csvHeader, csvLine, isUsable } from './csv.ts'
import { FIELDS, type Field, guessesOf, type Mapping, mapFields, unitIn } from './fields.ts'
import { harReader } from './har.ts'
import type { Guess, Reader, Sink } from './logged-call.ts'
import { ndjsonLine, valueAt } from './ndjson.ts'
import type { Unit } from './time.ts'

/** The kinds of logs that can be read. */
export const FORMATS = ['har', 'ndjson', 'combined', 'csv'] as const
export type Format = (typeof FORMATS)[number]

/** What the user has said of a log, so that it need not be guessed. */
export interface LogOptions {
  readonly format?: Format | undefined
  /** The fields or columns in which the parts of a call stand. */
  readonly columns?: Partial<Record<Field, string>> | undefined
  readonly durationUnit?: Unit | undefined
  /** Whether the time of a call is that of its start or its end. */
  readonly timeIs?: 'start' | 'end' | undefined
}

/** How a log is read. */
export interface LogFormat {
  readonly format: Format
  readonly guesses: readonly Guess[]
  /** A reader of whole texts, or of lines. */
  readonly read: (sink: Sink) => { readonly reader: Reader } | { readonly line: (line: string) => void }
}

/**
 * Finds out how a log is to be read, from how it begins.
 *
 * @throws RangeError when nobody can tell, naming what would help
 */
export const detectFormat = (head: string, options: LogOptions = {}): LogFormat => {
  const text = head.startsWith('\uFEFF') ? head.slice(1) : head
  // The last line of the sample may be cut off.
  const lines = text
    .split('\n')
    .slice(0, -1)
    .filter(line => line.trim() !== '')
  const sample = lines.length === 0 ? [text] : lines
  const format = options.format ?? guessFormat(text, sample)
  if (format === undefined) {
    throw new RangeError(
      `cannot tell what kind of log this is: it is no HAR, no lines of JSON, no access log, and its first line does not name columns for time and status. Say --format, or --column time=NAME --column status=NAME`,
    )
  }
  const { guesses, read } = HOW[format](sample, options)
  const said = { what: 'the kind of log', value: format, option: '--format' }
  return { format, guesses: options.format === undefined ? [said, ...guesses] : guesses, read }
}

const guessFormat = (text: string, lines: readonly string[]): Format | undefined => {
  if (/^\s*\{\s*"log"\s*:\s*\{/.test(text)) return 'har'
  if (lines.slice(0, 20).some(line => objectIn(line) !== undefined)) return 'ndjson'
  if (lines.slice(0, 20).some(isCombined)) return 'combined'
  return isUsable(csvHeader(lines[0] ?? '', {}).mapping) ? 'csv' : undefined
}

const objectIn = (line: string): object | undefined => {
  try {
    const value: unknown = line.trimStart().startsWith('{') ? JSON.parse(line) : undefined
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

type How = (sample: readonly string[], options: LogOptions) => Omit<LogFormat, 'format'>

const readRecords = (mapping: Mapping, options: LogOptions, endsUsually: boolean) => {
  const { columns = {}, durationUnit, timeIs } = options
  const unit = durationUnit ?? unitIn(mapping.duration)
  const isEndTime = timeIs === undefined ? endsUsually : timeIs === 'end'
  const guesses = guessesOf(mapping, columns)
  if (durationUnit === undefined && mapping.duration !== undefined) guesses.push(unitGuess(unit))
  if (timeIs === undefined) {
    guesses.push({
      what: 'the time of a call is that of its',
      value: isEndTime ? 'end' : 'start',
      option: '--time-is',
    })
  }
  return { format: { mapping, unit, isEndTime }, guesses }
}

const unitGuess = (unit: Unit): Guess => ({
  what: 'the unit of durations that name none',
  value: unit,
  option: '--duration-unit',
})

const HOW: Readonly<Record<Format, How>> = {
  har: () => ({ guesses: [], read: sink => ({ reader: harReader(sink) }) }),

  ndjson: (sample, options) => {
    const records = sample.flatMap(line => objectIn(line) ?? [])
    const mapping = mapFields(
      name => records.some(one => valueAt(one, name) !== undefined),
      options.columns ?? {},
    )
    mustHave(mapping)
    const { format, guesses } = readRecords(mapping, options, !/start/i.test(mapping.time ?? ''))
    return { guesses, read: sink => ({ line: ndjsonLine(sink, format) }) }
  },

  combined: (sample, { durationUnit }) => {
    const times = sampleTimes(sample)
    const unit = durationUnit ?? unitOfTimes(times)
    const guesses =
      times.length === 0
        ? [
            {
              what: 'how long calls took',
              value: 'not found: no number behind the last quote',
              option: 'log a request time',
            },
          ]
        : [unitGuess(unit)].filter(() => durationUnit === undefined)
    return { guesses, read: sink => ({ line: combinedLine(sink, unit) }) }
  },

  csv: (sample, options) => {
    const { header, delimiter, mapping } = csvHeader(sample[0] ?? '', options.columns ?? {})
    mustHave(mapping)
    const { format, guesses } = readRecords(mapping, options, !/start/i.test(mapping.time ?? ''))
    return { guesses, read: sink => ({ line: csvLine(sink, { ...format, header, delimiter }) }) }
  },
}

const mustHave = (mapping: Mapping): void => {
  for (const field of ['time', 'status'] as const) {
    if (mapping[field] !== undefined) continue
    throw new RangeError(
      `found no ${field} of a call in this log: say --column ${field}=NAME (of ${FIELDS.join(', ')})`,
    )
  }
}
