/** What is needed of an `IncomingMessage`. */
export interface NodeRequest extends AsyncIterable<unknown> {
  readonly method?: string | undefined
  readonly url?: string | undefined
  /** Express keeps the whole path here when it mounts a handler under one. */
  readonly originalUrl?: string | undefined
  /** What a parser of bodies, such as `express.json()`, has made of it; nothing is then left to read. */
  readonly body?: unknown
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** What is needed of a `ServerResponse`. */
export interface NodeResponse {
  readonly destroyed: boolean
  writeHead(status: number, headers: Record<string, string>): unknown
  write(chunk: Uint8Array): boolean
  end(): unknown
  once(event: 'drain' | 'close', listener: () => void): unknown
  off(event: 'drain' | 'close', listener: () => void): unknown
}

/**
 * Makes a listener for `node:http`, and for what builds on it, of a handler in the style of fetch. A reader that does not
 * keep up is waited for.
 */
export const toNodeListener =
  (handler: (request: Request) => Promise<Response>) =>
  async (incoming: NodeRequest, outgoing: NodeResponse): Promise<void> => {
    const gone = new AbortController()
    outgoing.once('close', () => gone.abort())
    const response = await handler(await requestOf(incoming, gone.signal))
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    const reader = response.body?.getReader()
    gone.signal.addEventListener('abort', () => void reader?.cancel().catch(() => undefined))
    for (;;) {
      const { value, done = true } = (await reader?.read()) ?? {}
      if (done || value === undefined || outgoing.destroyed) break
      if (!outgoing.write(value)) await drained(outgoing)
    }
    outgoing.end()
  }

const MOST_BYTES = 65_536

const requestOf = async (incoming: NodeRequest, signal: AbortSignal): Promise<Request> => {
  const { method = 'GET', headers } = incoming
  const host = typeof headers['host'] === 'string' ? headers['host'] : 'localhost'
  const path = incoming.originalUrl ?? incoming.url ?? '/'
  const url = new URL(`http://${host}/`)
  const [pathname = '/', search = ''] = path.split('?', 2)
  url.pathname = pathname
  url.search = search
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || name.startsWith(':')
      ? []
      : [[name, typeof value === 'string' ? value : value.join(', ')]],
  )
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(url, {
    method,
    headers: entries,
    signal,
    ...(hasBody && { body: await bodyOf(incoming) }),
  })
}

/** The body up to a limit that no action reaches: what is longer is cut off, and then refused. */
const bodyOf = async (incoming: NodeRequest): Promise<Uint8Array<ArrayBuffer> | string> => {
  if (incoming.body !== undefined) return JSON.stringify(incoming.body)
  const bytes = new Uint8Array(MOST_BYTES)
  let length = 0
  for await (const chunk of incoming) {
    const part = chunk instanceof Uint8Array ? chunk : new TextEncoder().encode(String(chunk))
    const room = part.subarray(0, MOST_BYTES - length)
    bytes.set(room, length)
    length += room.length
    if (length === MOST_BYTES) break
  }
  return bytes.slice(0, length)
}

const drained = (outgoing: NodeResponse): Promise<void> =>
  new Promise(resolve => {
    const go = (): void => {
      outgoing.off('drain', go)
      outgoing.off('close', go)
      resolve()
    }
    outgoing.once('drain', go)
    outgoing.once('close', go)
    if (outgoing.destroyed) go()
  })
