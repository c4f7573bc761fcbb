import type { Guess } from './logged-call.ts'
import type { Unit } from './time.ts'

/** A field of a call. */
export type Field = 'time' | 'status' | 'duration' | 'url' | 'method' | 'host'

/** What we want to know of a call, and the names under which logs have it; the first that is there is taken. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  time: [
    'time',
    'timestamp',
    '@timestamp',
    'ts',
    'datetime',
    'date',
    'startedDateTime',
    'start',
    'start_time',
    'msec',
  ],
  status: [
    'res.statusCode',
    'statusCode',
    'status_code',
    'status',
    'response.status',
    'http.status_code',
    'code',
  ],
  duration:
    'responseTime durationMs duration_ms elapsed_ms latency_ms response_time_ms request_time duration elapsed latency response_time took duration_us duration_s'.split(
      ' ',
    ),
  url: ['req.url', 'url', 'request.url', 'uri', 'request_uri', 'path', 'request.path', 'http.url'],
  method: ['req.method', 'method', 'request.method', 'request_method', 'verb', 'http.method'],
  host: ['req.headers.host', 'host', 'http_host', 'request.host', 'server_name'],
}

/** The fields, for help and errors. */
export const FIELDS: readonly Field[] = Object.keys(NAMES) as Field[]

/** Where the fields of a call stand in a log; `undefined` where it has none. */
export type Mapping = Readonly<Record<Field, string | undefined>>

/**
 * Finds the fields by their usual names.
 *
 * @param has whether the log has a field of this name
 * @param chosen what the user has said
 */
export const mapFields = (has: (name: string) => boolean, chosen: Partial<Record<Field, string>>): Mapping =>
  Object.fromEntries(FIELDS.map(field => [field, chosen[field] ?? NAMES[field].find(has)])) as Record<
    Field,
    string | undefined
  >

/** What was guessed of the fields, for the user to see. */
export const guessesOf = (mapping: Mapping, chosen: Partial<Record<Field, string>>): Guess[] =>
  FIELDS.filter(field => chosen[field] === undefined).map(field => ({
    what: `the ${field} of a call`,
    value: mapping[field] === undefined ? 'not found' : `field ${mapping[field]}`,
    option: `--column ${field}=NAME`,
  }))

/** The unit that the name of a field tells. */
export const unitIn = (name: string | undefined): Unit => {
  if (name === undefined || /(?:ms|millis|responseTime)$/i.test(name)) return 'ms'
  if (/(?:_us|micros)$/i.test(name)) return 'us'
  if (/(?:_ns|nanos)$/i.test(name)) return 'ns'
  return /(?:_s|seconds|request_time)$/i.test(name) ? 's' : 'ms'
}
