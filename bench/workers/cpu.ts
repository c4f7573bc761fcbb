import type { Send } from '../clients.ts'
import { findCase, serve } from '../harness/serve.ts'
import { startServer } from '../harness/server.ts'

/** Measures the CPU of this process a request, over real sockets, so many at a time. */
const [file = '', name = '', requests = '3000'] = process.argv.slice(2)
const AT_A_TIME = 16

const make = await findCase<(url: string) => Promise<Send>>(file, name)
const send = await make(await startServer())

const run = async (total: number): Promise<void> => {
  let left = total
  const next = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      await send()
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, next))
}

await run(Number(requests))
serve(async () => {
  const before = process.cpuUsage()
  const start = performance.now()
  await run(Number(requests))
  const { user, system } = process.cpuUsage(before)
  return {
    cpu: (user + system) / Number(requests),
    us: (1_000 * (performance.now() - start)) / Number(requests),
  }
})
