import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CircuitBreakerManager } from '@recloser/core'
import { createDashboard, type DashboardOptions, toNodeListener } from '@recloser/devtools/dashboard'

/** A manager with breakers, one of which is open. */
export const createManager = (count = 3): CircuitBreakerManager => {
  const manager = new CircuitBreakerManager({
    maxBreakers: 2_000,
    defaults: { jitter: 0, failureThreshold: 3 },
  })
  for (let index = 0; index < count; index += 1) {
    const breaker = manager.create(`host-${index}.example.com`)
    const outcome = index === 0 ? 'failure' : 'success'
    for (let call = 0; call < 3; call += 1) breaker.settle(breaker.acquire(), outcome, 20)
  }
  return manager
}

export const listening = async (server: Server, port = 0): Promise<string> => {
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export const closed = async (server: Server): Promise<void> => {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
}

/** The dashboard on `node:http`, under a path. */
export const serveDashboard = async (
  manager: CircuitBreakerManager,
  options: DashboardOptions = {},
  port = 0,
) => {
  const listener = toNodeListener(createDashboard(manager, options))
  const server = createServer((request, response) => void listener(request, response))
  const origin = await listening(server, port)
  return { server, origin, base: `${origin}/admin/breakers/`, close: () => closed(server) }
}
