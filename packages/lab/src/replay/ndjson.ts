import type { Mapping } from './fields.ts'
import { emptyCall, type Sink } from './logged-call.ts'
import { durationOf, momentOf, type Unit } from './time.ts'
import { waitOf } from './verdict.ts'

/** How the fields of a log's records are read. */
export interface RecordFormat {
  readonly mapping: Mapping
  readonly unit: Unit
  /** Whether the time is that of the end: loggers write when a call is over. */
  readonly isEndTime: boolean
}

/** A value deep in a record: `req.headers.host`. A field whose own name has dots goes first. */
export const valueAt = (record: object, path: string | undefined): unknown => {
  if (path === undefined) return undefined
  if (Object.hasOwn(record, path)) return (record as Record<string, unknown>)[path]
  let value: unknown = record
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}

/** Reads lines of JSON, each an object: pino-http's, and whatever else has time and status. */
export const ndjsonLine = (sink: Sink, format: RecordFormat): ((line: string) => void) => {
  const read = recordReader(sink, format)
  return line => {
    if (line.trim() === '') return
    let record: unknown
    try {
      record = JSON.parse(line)
    } catch {
      sink.damaged('no JSON')
      return
    }
    if (typeof record !== 'object' || record === null || Array.isArray(record)) sink.damaged('no JSON object')
    else read(name => valueAt(record, name), waitOf(valueAt(record, 'res.headers')))
  }
}

/** Makes a call of a record's fields. */
export const recordReader = (
  sink: Sink,
  { mapping, unit, isEndTime }: RecordFormat,
): ((read: (name: string | undefined) => unknown, waitMs?: number) => void) => {
  const call = emptyCall()
  return (read, waitMs = 0) => {
    const moment = momentOf(read(mapping.time))
    const status = statusOf(read(mapping.status))
    if (Number.isNaN(status)) sink.damaged('no status of a call')
    else if (Number.isNaN(moment)) sink.damaged('a time that cannot be read')
    else {
      const durationMs = durationOf(read(mapping.duration), unit)
      call.durationMs = Number.isNaN(durationMs) ? 0 : durationMs
      call.startMs = isEndTime ? moment - call.durationMs : moment
      call.status = status
      call.isAborted = status === 499
      call.method = textOf(read(mapping.method)).toUpperCase()
      call.host = textOf(read(mapping.host))
      call.path = textOf(read(mapping.url))
      call.waitMs = waitMs
      sink.call(call)
    }
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** 0 for a call that got no answer; `NaN` for what is no status. */
const statusOf = (value: unknown): number => {
  if (value === null || value === '' || value === '-') return 0
  const status = typeof value === 'string' ? Number(value) : value
  return typeof status === 'number' && Number.isInteger(status) && status >= 0 && status <= 999
    ? status
    : Number.NaN
}
