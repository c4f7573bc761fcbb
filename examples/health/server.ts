import { createServer, type Server, type ServerResponse } from 'node:http'
import { type CircuitBreakerManager, isCircuitBreakerError } from '@recloser/core'
import { healthOf } from '@recloser/otel/health'

/** The dependencies of the service, each called through a breaker of its name. */
export interface Dependencies {
  readonly payments: () => Promise<string>
  readonly recommendations: () => Promise<string>
}

const critical = ['payments']

/** A service with two dependencies, one of which it cannot do without, and a health endpoint for the load balancer. */
export function createService(manager: CircuitBreakerManager, dependencies: Dependencies): Server {
  return createServer((request, response) => {
    const [path] = (request.url ?? '/').split('?', 1)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      send(response, 405, { allow: 'GET, HEAD' }, '')
    } else if (path === '/health') answerHealth(response, manager)
    else if (path === '/payments') void answer(response, manager, 'payments', dependencies)
    else if (path === '/recommendations') void answer(response, manager, 'recommendations', dependencies)
    else send(response, 404, {}, '')
  })
}

function answerHealth(response: ServerResponse, manager: CircuitBreakerManager) {
  const health = healthOf(manager, { critical })
  const headers = { 'content-type': 'application/health+json', 'cache-control': 'no-store' }
  send(response, health.status === 'fail' ? 503 : 200, headers, JSON.stringify(health))
}

async function answer(
  response: ServerResponse,
  manager: CircuitBreakerManager,
  name: keyof Dependencies,
  dependencies: Dependencies,
): Promise<void> {
  try {
    const text = await manager.getOrCreate(name).call(dependencies[name])
    send(response, 200, { 'content-type': 'text/plain' }, text)
  } catch (error) {
    const waitMs = isCircuitBreakerError(error) ? error.retryAfterMs : undefined
    // Whoever called us is told when it is worth trying again, as our breaker told us.
    const headers = waitMs === undefined ? {} : { 'retry-after': `${Math.ceil(waitMs / 1_000)}` }
    send(response, isCircuitBreakerError(error) ? 503 : 502, headers, '')
  }
}

// Node itself leaves out the body of an answer to HEAD.
function send(response: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
  response.writeHead(status, headers).end(body)
}
