import type { Cases } from '../harness/case.ts'
import { findCase, serve } from '../harness/serve.ts'

/** Measures bytes allocated a call, in a young generation so large that nothing is collected while it counts. */
const [file = '', name = ''] = process.argv.slice(2)
const BUDGET = 16 * 2 ** 20
// Most are compiled long before.
const WARM_UP_MS = 3_000

const make = await findCase<Cases[string]>(file, name)
const loop = await make()
const { gc } = globalThis
if (gc === undefined) throw new Error('start with --expose-gc')

const bytesOf = async (calls: number): Promise<number> => {
  gc()
  const before = process.memoryUsage().heapUsed
  await loop(calls)
  return process.memoryUsage().heapUsed - before
}

// A loop that is entered many times is compiled as a whole; one that runs long is replaced halfway, which allocates.
const start = performance.now()
for (let i = 0; i < 300 && performance.now() - start < WARM_UP_MS; i += 1) await loop(500)
const roughly = Math.max(1, (await bytesOf(500)) / 500)
const calls = Math.min(50_000, Math.ceil(BUDGET / roughly))
await loop(calls)

// The reading itself allocates as much in a long loop as in a short one.
serve(async () => ({ bytes: ((await bytesOf(calls)) - (await bytesOf(calls / 10))) / (0.9 * calls) }))
