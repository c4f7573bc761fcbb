/** Run by scale.test.ts in a process of its own: what it leaves behind keeps the process alive, or is printed. */
import { CircuitBreakerManager } from '@recloser/core'

const BREAKERS = 100_000
const CALLS = 1_000_000

const before = process.getActiveResourcesInfo().length
const manager = new CircuitBreakerManager({ maxBreakers: Infinity })
for (let index = 0; index < BREAKERS; index += 1) manager.create(`host ${index}`)

const breakers = [...manager]
for (let call = 0; call < CALLS; call += 1) {
  const breaker = breakers[call % BREAKERS]
  if (breaker === undefined) throw new Error('a breaker is missing')
  const permit = breaker.acquire()
  breaker.settle(permit, call % 7 === 0 ? 'failure' : 'success', 1)
}
await Promise.all(breakers.slice(0, 1_000).map(breaker => breaker.call(async () => breaker.name)))

const { total, breakers: statuses } = manager.getSystemStatus()
const totalRequests = statuses.reduce((sum, { metrics }) => sum + metrics.totalRequests + metrics.rejected, 0)
const inFlight = statuses.reduce((sum, status) => sum + status.inFlight, 0)
const left = process.getActiveResourcesInfo().length - before
process.stdout.write(JSON.stringify({ total, totalRequests, inFlight, left }))
