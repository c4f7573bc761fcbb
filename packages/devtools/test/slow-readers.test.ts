import { connect, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createManager, serveDashboard } from './dashboard-server.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: 1_700_000_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
}

/** Megabytes in use: the heap, and the buffers beside it. */
const used = (): number => {
  collectGarbage()
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  return (heapUsed + external + arrayBuffers) / 1e6
}

/** Asks for the events, and reads nothing of them. */
const slowReader = async (origin: string): Promise<Socket> => {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  await new Promise(resolve => socket.once('connect', resolve))
  socket.pause()
  socket.write(`GET /events HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`)
  return socket
}

it('holds its memory level with 200 readers that do not read, on a thousand breakers that change', {
  timeout: 60_000,
}, async () => {
  const manager = createManager(1_000)
  const { origin, close } = await serveDashboard(manager)
  const readers = await Promise.all(Array.from({ length: 200 }, () => slowReader(origin)))
  const play = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      for (const breaker of manager) if (breaker.isClosed) breaker.settle(breaker.acquire(), 'success', 5)
      vi.advanceTimersByTime(1_000)
      for (let turn = 0; turn < 3; turn += 1) await setImmediate()
    }
  }
  await play(60)
  const before = used()
  await play(120)
  const grown = used() - before
  expect(grown).toBeLessThan(15)

  // Whoever reads again is soon told how things stand now, not how they were.
  const [reader] = readers
  let text = ''
  reader?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-2_000_000)
  })
  reader?.resume()
  manager.get('host-7.example.com')?.forceOpen({ reason: 'the newest of all' })
  await vi.waitUntil(
    async () => {
      await play(1)
      return text.includes('the newest of all')
    },
    { timeout: 20_000, interval: 10 },
  )
  for (const socket of readers) socket.destroy()
  await close()
})
