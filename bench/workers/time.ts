import type { Cases, Loop } from '../harness/case.ts'
import { findCase, serve } from '../harness/serve.ts'

/** Measures nanoseconds a call. Warms up until the compilers have settled, and fits the round to its length. */
const [file = '', name = '', roundMs = '40'] = process.argv.slice(2)

const timed = async (loop: Loop, calls: number): Promise<number> => {
  const start = performance.now()
  await loop(calls)
  return performance.now() - start
}

const warm = async (loop: Loop, enoughMs: number): Promise<number> => {
  let calls = 1
  for (let spent = 0; spent < 5 * enoughMs; ) {
    const ms = await timed(loop, calls)
    spent += ms
    if (ms < enoughMs) calls = Math.ceil(calls * Math.min(4, (1.1 * enoughMs) / Math.max(ms, 0.001)))
  }
  return calls
}

const make = await findCase<Cases[string]>(file, name)
const loop = await make()
const calls = await warm(loop, Number(roundMs))
serve(async () => ({ ns: ((await timed(loop, calls)) * 1e6) / calls }))
