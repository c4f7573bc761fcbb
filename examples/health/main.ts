/** A service with a health endpoint: `node --conditions=@recloser/source examples/health/main.ts`, then ask /health. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { CircuitBreakerManager } from '@recloser/core'
import { createService } from './server.ts'

const manager = new CircuitBreakerManager({ defaults: { failureThreshold: 3, openDurationMs: 10_000 } })
const server = createService(manager, {
  payments: async () => 'paid\n',
  recommendations: () => Promise.reject(new Error('recommendations do not answer')),
})
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo
console.log(`http://127.0.0.1:${port}/health, /payments, /recommendations (which fails); Ctrl-C ends it`)

process.once('SIGINT', stop)
process.once('SIGTERM', stop)

function stop(): void {
  server.close()
  // Calls in flight may end, for a while; new ones are rejected.
  void manager.shutdownAll(AbortSignal.timeout(1_000)).then(() => server.closeAllConnections())
}
