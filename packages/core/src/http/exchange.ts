/** What a request is known by before it is sent: the first of the three facts that an adapter supplies. */
export interface HttpRequest {
  readonly client: 'axios' | 'fetch' | 'ky'
  readonly method: string
  /** As the client will send it, query and all; in a page it may be relative. */
  readonly url: string
}

/** How an attempt ended: with a response of any status, or without one. */
export type ExchangeKind = 'response' | 'network' | 'timeout' | 'abort'

/** One attempt and what came of it: all that a verdict is made from. */
export interface HttpExchange {
  readonly request: HttpRequest
  readonly kind: ExchangeKind
  /** 0 for an opaque response. Where `kind` is not `response`, the headers came and then the exchange broke. */
  readonly status?: number | undefined
  /** A header of the response; `null` when it has none of that name, or a page may not read it. */
  header(name: string): string | null
  /** What the client threw, be it for the status of a response. */
  readonly error?: unknown
  /** From sending to the headers, in milliseconds, on the breaker's clock. */
  readonly durationMs: number
}

/** What an adapter reads from its client's response or error. A `Response` is one as it is. */
export interface HttpReading {
  /** @default 'response' */
  readonly kind?: ExchangeKind | undefined
  readonly status?: number | undefined
  /** `Headers` and `AxiosHeaders` both fit. */
  readonly headers?: { get(name: string): unknown } | undefined
}

/** For adapters whose client answers with a `Response`, which a worker may have made as a network error. */
export const readResponse = (response: Response): HttpReading =>
  response.type === 'error' ? { kind: 'network' } : response

/** The exchange that was read; its headers stay unread until somebody asks for one. */
export const exchangeOf = (
  request: HttpRequest,
  { kind = 'response', status, headers }: HttpReading,
  error: unknown,
  durationMs: number,
): HttpExchange => ({
  request,
  kind,
  status,
  error,
  durationMs,
  header: name => {
    const value = headers?.get(name) as string | number | string[] | null | undefined
    return value === undefined || value === null ? null : String(value)
  },
})
