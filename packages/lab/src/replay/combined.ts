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

/** Whether a line looks like one of an access log. */
export const isCombined = (line: string): boolean => partsOf(line) !== undefined

const partsOf = (line: string): Parts | undefined => {
  const open = line.indexOf('[')
  const close = line.indexOf('] "', open)
  if (open < 0 || close < 0) return undefined
  const end = closingQuote(line, close + 3)
  const status = Number(line.slice(end + 2, end + 5))
  if (end < 0 || line[end + 1] !== ' ' || !(status >= 100 && status <= 599)) return undefined
  return { moment: line.slice(open + 1, close), request: line.slice(close + 3, end), status, time: timeIn(line, end) }
}

/** nginx escapes a quote as `\x22`, Apache as `\"`. */
const closingQuote = (line: string, from: number): number => {
  let end = line.indexOf('"', from)
  while (end > 0 && line[end - 1] === '\\' && line[end - 2] !== '\\') end = line.indexOf('"', end + 1)
  return end
}

/** The first number behind the last quote; in the common format, what follows status and bytes. */
const timeIn = (line: string, requestEnd: number): string => {
  const last = line.lastIndexOf('"')
  const isCommon = last === requestEnd
  const tail = line.slice(last + 1).trim()
  if (tail === '') return unquoted(line, last)
  const words = isCommon ? tail.split(' ').slice(2) : tail.split(' ', 8)
  const word = words.find(candidate => /^(?:[\w.]+=)?\d+(?:\.\d+)?$/.test(candidate)) ?? ''
  return word.slice(word.indexOf('=') + 1)
}

/** Some formats quote the time too: `… "curl/8.5" "0.012"`. */
const unquoted = (line: string, last: number): string => {
  const text = line.slice(line.lastIndexOf('"', last - 1) + 1, last)
  return /^\d+(?:\.\d+)?$/.test(text) ? text : ''
}

const readRequest = (request: string, call: { method: string; path: string }): void => {
  const space = request.indexOf(' ')
  const end = request.indexOf(' ', space + 1)
  call.method = space < 0 ? '' : request.slice(0, space)
  call.path = space < 0 ? '' : request.slice(space + 1, end < 0 ? undefined : end)
}
