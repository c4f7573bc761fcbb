import { JSONParser } from '@streamparser/json'
import { emptyCall, type Reader, type Sink } from './logged-call.ts'
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
    if (typeof entry !== 'object' || entry === null) {
      sink.damaged('no entry of a HAR')
      return
    }
    const [time, status] = [valueAt(entry, 'time'), valueAt(entry, 'response.status')]
    call.startMs = momentOf(valueAt(entry, 'startedDateTime'))
    if (Number.isNaN(call.startMs)) sink.damaged('a time that cannot be read')
    else if (typeof status !== 'number') sink.damaged('no status of a call')
    else {
      const url = urlOf(valueAt(entry, 'request.url'))
      // Pages, images and data inlined in a page go to no host.
      if (url === undefined) return
      call.durationMs = typeof time === 'number' && time >= 0 ? time : 0
      call.status = status >= 100 ? status : 0
      call.isAborted = status <= 0 && /ABORT|CANCEL|BLOCKED_BY_CLIENT/i.test(reasonIn(entry))
      call.method = String(valueAt(entry, 'request.method')).toUpperCase()
      call.host = url.host
      call.path = url.pathname
      call.waitMs = waitOf(headersOf(valueAt(entry, 'response.headers')))
      sink.call(call)
    }
  }
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
