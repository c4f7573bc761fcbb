import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type CircuitBreakerManager, isCircuitBreakerError } from '@recloser/core'
import { healthOf } from './health.ts'

/** The dependencies of the service, each called through a breaker of its name. */
export interface Dependencies {
  readonly payments: () => Promise<string>
  readonly recommendations: () => Promise<string>
}

const CRITICAL: ReadonlySet<string> = new Set(['payments'])

/** A service with two dependencies, one of which it cannot do without, and a health endpoint for the load balancer. */
export function createService(manager: CircuitBreakerManager, dependencies: Dependencies): Server {
  return createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://service').pathname
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      send(request, response, 405, { allow: 'GET, HEAD' }, '')
    } else if (path === '/health') answerHealth(request, response, manager)
    else if (path === '/payments') void answer(request, response, manager, 'payments', dependencies)
    else if (path === '/recommendations')
      void answer(request, response, manager, 'recommendations', dependencies)
    else send(request, response, 404, {}, '')
  })
}

function answerHealth(request: IncomingMessage, response: ServerResponse, manager: CircuitBreakerManager) {
  const health = healthOf(manager, CRITICAL)
  const headers = { 'content-type': 'application/health+json', 'cache-control': 'no-store' }
  send(request, response, health.status === 'fail' ? 503 : 200, headers, JSON.stringify(health))
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  manager: CircuitBreakerManager,
  name: keyof Dependencies,
  dependencies: Dependencies,
): Promise<void> {
  try {
    const text = await manager.getOrCreate(name).call(dependencies[name])
    send(request, response, 200, { 'content-type': 'text/plain' }, text)
  } catch (error) {
    const waitMs = isCircuitBreakerError(error) ? error.retryAfterMs : undefined
    // Whoever called us is told when it is worth trying again, as our breaker told us.
    const headers = waitMs === undefined ? {} : { 'retry-after': `${Math.ceil(waitMs / 1_000)}` }
    send(request, response, isCircuitBreakerError(error) ? 503 : 502, headers, '')
  }
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string,
): void {
  response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body)
}
