import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { echoed } from '../echo.ts'
import type { LogEntry } from '../log-entry.ts'
import { ok } from '../outcomes.ts'
import type { Plan, PlanLike } from '../plan.ts'
import { Player } from '../player.ts'
import type { Wait } from '../wait.ts'
import { answerOver } from './answer.ts'
import { Connections } from './connections.ts'
import { corsHeaders } from './cors.ts'

/** How a misbehaving server treats time and connections. */
export interface MisbehavingServerOptions {
  /**
   * Whether a connection serves several requests. `false` makes the count exact for a page: Chromium silently repeats a
   * request whose connection, if used before, is reset.
   * @default true
   */
  keepAlive?: boolean
  /** What `slow` waits by; `manualClock().wait` in a test that must not sleep. @default real time */
  wait?: Wait
}

/** An HTTP server on loopback that plays a plan over real sockets. */
export interface MisbehavingServer {
  /** Where it listens, without a last slash: `http://127.0.0.1:49152`. */
  readonly url: string
  /** How many requests it has seen; preflights are answered and not counted. */
  readonly hits: number
  /** The requests it has seen, in order of arrival. */
  readonly log: readonly LogEntry[]
  /** How many requests hang or wait now. */
  readonly pending: number
  /** How many sockets are open, idle ones included. */
  readonly connections: number
  /** What it plays. A new plan begins at its beginning; hits and log go on. */
  get plan(): Plan
  set plan(plan: PlanLike)
  /** Lets go whatever hangs (a network error) or waits (its answer, at once). */
  release(): void
  /** Releases, forgets hits and log, begins the plan anew. Connections stay. */
  reset(): void
  /** Destroys every connection and stops listening. Again is no harm. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Starts a server on 127.0.0.1, on a free port, that does to real sockets what the plan says.
 *
 * @throws TypeError when the plan is none
 */
export async function misbehavingServer(
  plan: PlanLike = ok,
  options: MisbehavingServerOptions = {},
): Promise<MisbehavingServer> {
  const player = new Player(plan, options.wait)
  // No time-outs of the server's own: an idle connection that closes by itself would be a failure nobody planned.
  const server = createServer(
    { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 },
    (request, response) => {
      if (request.method === 'OPTIONS') response.writeHead(204, corsHeaders(request)).end()
      else void respond(request, response)
    },
  )
  server.maxRequestsPerSocket = options.keepAlive === false ? 1 : 0
  const connections = new Connections(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = textOf(request)
    const left = new AbortController()
    response.on('close', () => left.abort())
    const { method = 'GET', url: target = '/' } = request
    const answer = await player.play({ method, url: absolute(target) }, left.signal)
    if (answer === undefined) return
    const receive = async () => ({ method, path: target, headers: request.headers, body: await body })
    answerOver(request, response, await echoed(answer, receive))
  }

  /** What stands in a request line is nearly always a path, and may be anything. */
  function absolute(target: string): string {
    if (URL.canParse(target)) return target
    return target.startsWith('/') ? url + target : `${url}/${target}`
  }

  function close(): Promise<void> {
    return new Promise(resolve => {
      server.close(() => resolve())
      player.release()
      connections.destroy()
    })
  }

  return {
    url,
    close,
    [Symbol.asyncDispose]: close,
    release: () => player.release(),
    reset: () => player.reset(),
    get hits() {
      return player.log.length
    },
    get log() {
      return player.log
    },
    get pending() {
      return player.pending
    },
    get connections() {
      return connections.size
    },
    get plan(): Plan {
      return player.plan
    },
    set plan(next: PlanLike) {
      player.plan = next
    },
  }
}

/** The body of a request, read even where nobody asks for it, so that its connection can go on. Never ends for one cut off. */
function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  request.setEncoding('utf8')
  request.on('data', (part: string) => {
    text += part
  })
  return new Promise(resolve => void request.on('end', () => resolve(text)))
}
