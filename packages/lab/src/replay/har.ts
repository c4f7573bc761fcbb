import { JSONParser } from '@streamparser/json'
import { emptyCall, type LoggedCall, type Reader, type Sink } from './logged-call.ts'
import { valueAt } from './ndjson.ts'
import { momentOf } from './time.ts'
import { waitOf } from './verdict.ts'

/**
 * Reads the archive of requests that browsers export, entry by entry: of a large one, only the entry at hand is in memory.
 */
export const harReader = (sink: Sink): Reader => {
  const read = entryReader(sink)
  let error: string | undefined
  const parser = new JSONParser({ paths: ['$.log.entries.*'], keepStack: false })
  parser.onValue = ({ value }) => read(value)
  parser.onError = () => {
    error ??= 'JSON that breaks off or is damaged; what came before was read'
  }
  return {
    write(text) {
      if (error !== undefined) return
      try {
        parser.write(text)
      } catch {
        error ??= 'JSON that is damaged; what came before was read'
      }
    },
    end() {
      if (error === undefined && !parser.isEnded) error = 'JSON that breaks off; what came before was read'
      if (error !== undefined) sink.damaged(error)
    },
  }
}

const entryReader = (sink: Sink): ((entry: unknown) => void) => {
  const call = emptyCall()
  return entry => {
    const wrong = readEntry(entry, call)
    if (wrong !== undefined) sink.damaged(wrong)
    // Pages, images and data inlined in a page go to no host.
    else if (call.host !== '') sink.call(call)
  }
}

/** Why the entry cannot be read; else the call is filled in. */
const readEntry = (entry: unknown, call: LoggedCall): string | undefined => {
  if (typeof entry !== 'object' || entry === null) return 'no entry of a HAR'
  const [time, status] = [valueAt(entry, 'time'), valueAt(entry, 'response.status')]
  call.startMs = momentOf(valueAt(entry, 'startedDateTime'))
  if (Number.isNaN(call.startMs)) return 'a time that cannot be read'
  if (typeof status !== 'number') return 'no status of a call'
  const url = urlOf(valueAt(entry, 'request.url'))
  call.durationMs = typeof time === 'number' && time >= 0 ? time : 0
  call.status = status >= 100 ? status : 0
  call.isAborted = call.status === 0 && /ABORT|CANCEL|BLOCKED_BY_CLIENT/i.test(reasonIn(entry))
  call.method = String(valueAt(entry, 'request.method')).toUpperCase()
  call.host = url?.host ?? ''
  call.path = url?.pathname ?? ''
  call.waitMs = waitOf(headersOf(valueAt(entry, 'response.headers')))
  return undefined
}

/** Why no answer came: as Chromium's panel exports it, and as Playwright does. */
const reasonIn = (entry: object): string =>
  ['response._error', 'response._failureText', '_error'].map(path => String(valueAt(entry, path))).join(' ')

const urlOf = (value: unknown): URL | undefined => {
  const url = typeof value === 'string' ? URL.parse(value) : null
  return url !== null && /^(?:https?|wss?):$/.test(url.protocol) ? url : undefined
}

/** A list of names and values, as an object. */
const headersOf = (list: unknown): unknown =>
  Array.isArray(list)
    ? Object.fromEntries(
        list.map((header: unknown) => [
          String((header as { name?: unknown } | null)?.name),
          (header as { value?: unknown } | null)?.value,
        ]),
      )
    : undefined
