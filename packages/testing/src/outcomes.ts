import {
  type Answer,
  type EchoOutcome,
  type HangOutcome,
  isAnswer,
  type NetworkErrorOutcome,
  type ResponseOutcome,
  type ServerOutcome,
  type SlowOutcome,
  type TornOutcome,
} from './server-outcome.ts'

/** What a response of your own says. */
export interface ResponseOptions {
  headers?: Readonly<Record<string, string>>
  /** A string as it is; anything else as JSON, with its content type. @default '' */
  body?: unknown
}

/** How a connection fails, where the outcome by itself is not what you want. */
export interface NetworkErrorOptions {
  code?: string
  /** @default 'reset' */
  cut?: NetworkErrorOutcome['cut']
}

/** What arrives before the connection fails. */
export interface TornOptions extends ResponseOptions {
  /** @default 200 */
  status?: number
  /** @default 'reset' */
  cut?: TornOutcome['cut']
}

/** An outcome by itself and, called, a maker of variants of it. */
export type Variable<Made extends ServerOutcome, Options extends unknown[]> = Made &
  ((...options: Options) => Made)

/** A response with this status: `status(503)`, `status(429, { headers: { 'retry-after': '7' } })`. */
export function status(code: number, options: ResponseOptions = {}): ResponseOutcome {
  return Object.freeze({ kind: 'status', ...response(code, options) })
}

/** A 200: as it is, or with a body and headers of its own, `ok({ body: { id: 7 } })`. */
export const ok: Variable<ResponseOutcome, [options?: ResponseOptions]> = variable(
  (options: ResponseOptions = { body: 'ok' }) => ({ kind: 'ok', ...response(200, options) }),
)

/** A connection that fails before an answer: as it is, with a code, or with a way to cut it. */
export const networkError: Variable<NetworkErrorOutcome, [options?: string | NetworkErrorOptions]> = variable(
  (options: string | NetworkErrorOptions = {}) => {
    const { code, cut = 'reset' }: NetworkErrorOptions =
      typeof options === 'string' ? { code: options } : options
    requireOneOf('cut', cut, ['reset', 'fin', 'garbage'])
    return { kind: 'network-error', code, cut }
  },
)

/** Headers and a part of the body, then the connection fails: as it is, or with a part and an end of its own. */
export const torn: Variable<TornOutcome, [options?: TornOptions]> = variable(
  ({ status: code = 200, cut = 'reset', headers = {}, body = 'the first part' }: TornOptions = {}) => {
    requireOneOf('cut', cut, ['reset', 'fin'])
    const part = response(code, { headers, body })
    if (part.body === '') throw new RangeError('body must not be empty: a part of it arrives')
    // What the length promises makes the end a broken one; a body without a length may end at any time.
    const length = new TextEncoder().encode(part.body).byteLength + 1_000
    return {
      kind: 'torn',
      cut,
      ...part,
      headers: Object.freeze({ ...part.headers, 'content-length': `${length}` }),
    }
  },
)

/** A 200 that says in JSON what was asked: `method`, `path` with its query, `headers` by names in lower case, `body`. */
export const echo: EchoOutcome = Object.freeze({ kind: 'echo' })

/** No answer until released, and then a network error. */
export const hang: HangOutcome = Object.freeze({ kind: 'hang' })

/** An answer that comes late: as it is when released, else after so many milliseconds. */
export const slow: Variable<SlowOutcome, [delayMs?: number, answer?: Answer]> = variable(
  (delayMs?: number, answer: Answer = ok) => {
    if (delayMs !== undefined && !(Number.isFinite(delayMs) && delayMs >= 0)) {
      throw new RangeError(`delayMs must be a finite number >= 0, got ${delayMs}`)
    }
    if (!isAnswer(answer))
      throw new TypeError('the answer of slow must be ok, status, networkError, torn or echo')
    return { kind: 'slow', delayMs, answer }
  },
)

/** Makes of a maker one value that is its plain outcome and still makes the others. */
function variable<Made extends ServerOutcome, Options extends unknown[]>(
  make: ((...options: Options) => Made) & (() => Made),
): Variable<Made, Options> {
  const makeFrozen = (...options: Options) => Object.freeze(make(...options))
  return Object.freeze(Object.assign(makeFrozen, make()))
}

function response(code: number, { headers = {}, body = '' }: ResponseOptions): Omit<ResponseOutcome, 'kind'> {
  if (!(Number.isInteger(code) && code >= 200 && code <= 599)) {
    throw new RangeError(`status must be an integer from 200 to 599, got ${code}`)
  }
  const isText = typeof body === 'string'
  const text = isText ? body : JSON.stringify(body)
  if (text === undefined) throw new TypeError(`body must be a string or JSON, got ${typeof body}`)
  if (text !== '' && [204, 205, 304].includes(code)) throw new RangeError(`a ${code} must have no body`)
  const contentType = isText ? 'text/plain;charset=utf-8' : 'application/json'
  const lowerCased = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  return {
    status: code,
    headers: Object.freeze({
      ...(text !== '' && { 'content-type': contentType }),
      ...Object.fromEntries(lowerCased),
    }),
    body: text,
  }
}

function requireOneOf(name: string, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value))
    throw new RangeError(`${name} must be one of ${allowed.join(', ')}, got ${value}`)
}
