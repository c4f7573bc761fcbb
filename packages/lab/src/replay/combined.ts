import { emptyCall, type Sink } from './logged-call.ts'
import { clfMoment, durationOf, type Unit } from './time.ts'

/** The parts of a line of an access log, or why it is none. */
interface Parts {
  readonly moment: string
  readonly request: string
  readonly status: number
  /** The request's time as it stands there; empty when it does not. */
  readonly time: string
}

/** Reads lines of the combined or common log format of nginx and Apache, with a request time at the end. */
export const combinedLine = (sink: Sink, unit: Unit): ((line: string) => void) => {
  const call = emptyCall()
  let lastMoment = ''
  let lastEnd = Number.NaN
  return line => {
    if (line === '') return
    const parts = partsOf(line)
    if (parts === undefined) {
      sink.damaged('no line of an access log')
      return
    }
    // Hundreds of lines share a second.
    if (parts.moment !== lastMoment) {
      lastMoment = parts.moment
      lastEnd = clfMoment(lastMoment)
    }
    const durationMs = durationOf(parts.time, unit)
    if (Number.isNaN(lastEnd)) sink.damaged('a time that cannot be read')
    else {
      call.durationMs = Number.isNaN(durationMs) ? 0 : durationMs
      // An access log is written when a request ends.
      call.startMs = lastEnd - call.durationMs
      call.status = parts.status
      // What nginx writes when the client closed the connection.
      call.isAborted = parts.status === 499
      readRequest(parts.request, call)
      sink.call(call)
    }
  }
}

/** The request times in a sample, as they are written. */
export const sampleTimes = (lines: readonly string[]): string[] =>
  lines.flatMap(line => partsOf(line)?.time || []).filter(time => !Number.isNaN(Number(time)))

/** nginx writes seconds with digits behind the point, Apache whole microseconds, or whole seconds. */
export const unitOfTimes = (times: readonly string[]): Unit => {
  if (times.some(time => time.includes('.'))) return 's'
  const most = Math.max(0, ...times.map(Number))
  return most < 100 ? 's' : 'us'
}

/** Whether a line looks like one of an access log. */
export const isCombined = (line: string): boolean => partsOf(line) !== undefined

const partsOf = (line: string): Parts | undefined => {
  const open = line.indexOf('[')
  const close = line.indexOf('] "', open)
  if (open < 0 || close < 0) return undefined
  const end = closingQuote(line, close + 3)
  const status = Number(line.slice(end + 2, end + 5))
  if (end < 0 || line[end + 1] !== ' ' || !(status >= 100 && status <= 599)) return undefined
  return {
    moment: line.slice(open + 1, close),
    request: line.slice(close + 3, end),
    status,
    time: timeIn(line, end),
  }
}

/** nginx escapes a quote as `\x22`, Apache as `\"`. */
const closingQuote = (line: string, from: number): number => {
  let end = line.indexOf('"', from)
  while (end > 0 && line[end - 1] === '\\' && line[end - 2] !== '\\') end = line.indexOf('"', end + 1)
  return end
}

/** The request's time stands behind what is quoted: referrer, agent, what a proxy was told. */
const timeIn = (line: string, requestEnd: number): string => {
  // Behind status and bytes.
  let from = line.indexOf(' ', line.indexOf(' ', requestEnd + 2) + 1)
  let quoted = ''
  while (from > 0 && line[from + 1] === '"') {
    const end = closingQuote(line, from + 2)
    if (end < 0) return ''
    quoted = line.slice(from + 2, end)
    from = end + 1
  }
  const tail = from < 0 ? '' : line.slice(from + 1)
  // Some formats quote the time too: `… "curl/8.5" "0.012"`.
  return tail === '' ? numberIn(quoted) : bestOf(tail.split(' ', 12))
}

/** Of several numbers the one with digits behind the point: before it may stand a length, behind it other times. */
const bestOf = (words: readonly string[]): string => {
  let whole = ''
  for (const word of words) {
    const number = numberIn(word)
    if (number.includes('.')) return number
    whole ||= number
  }
  return whole
}

/** The number in `0.012`, `rt=0.012`, or nothing. */
const numberIn = (word: string): string => /^(?:[\w.]+=)?"?(\d+(?:\.\d+)?)"?$/.exec(word)?.[1] ?? ''

const readRequest = (request: string, call: { method: string; path: string }): void => {
  const space = request.indexOf(' ')
  const end = request.indexOf(' ', space + 1)
  call.method = space < 0 ? '' : request.slice(0, space)
  call.path = space < 0 ? '' : request.slice(space + 1, end < 0 ? undefined : end)
}
