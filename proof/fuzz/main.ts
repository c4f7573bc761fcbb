import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { growths } from './growth.ts'
import type { Target } from './target.ts'
import { targets } from './targets/all.ts'
import type { Finding, Order } from './worker.ts'

/**
 * Throws hostile input at everything that takes input from strangers, and says what does not hold.
 *
 * `--seed` and `--path`, as a failure prints them, repeat it; `--runs` is the number of inputs a target; `--only` names
 * targets by a part of their names.
 */
const { values: words } = parseArgs({
  options: {
    seed: { type: 'string', default: `${Math.floor(Math.random() * 2 ** 31)}` },
    runs: { type: 'string', default: '100000' },
    path: { type: 'string' },
    only: { type: 'string', default: '' },
  },
})
const [seed, runs] = [words.seed, words.runs].map(Number)
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(runs))
  throw new RangeError('--seed and --runs are integers')
console.log(`seed ${seed}, ${runs} inputs a target`)

const start = performance.now()
const waiting = targets.filter(({ name }) => name.includes(words.only))
let total = 0
await Promise.all(Array.from({ length: availableParallelism() }, takeOver))
if (words.path === undefined) await showGrowths()
console.log(`${total} inputs in ${((performance.now() - start) / 1_000).toFixed(1)} s`)

/** Targets take very different times, so whoever is done takes the next. */
async function takeOver(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
    show(next, await examine(next.name))
}

async function examine(name: string): Promise<Finding> {
  const order = { name, seed, runs, path: words.path } as Order
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: order })
  const [finding] = (await once(worker, 'message')) as [Finding]
  return finding
}

function show({ name, says }: Target, { inputs, seconds, report }: Finding): void {
  total += inputs
  console.log(
    `${report === undefined ? 'holds ' : 'FAILED'} ${name}: ${inputs} inputs, ${seconds.toFixed(1)} s`,
  )
  if (report === undefined) return
  console.log(`  ${says}\n${report}`)
  process.exitCode = 1
}

async function showGrowths(): Promise<void> {
  let [kinds, worst] = [0, 0]
  for await (const { name, factor, isLinear } of growths(words.only)) {
    kinds += 1
    worst = Math.max(worst, factor)
    if (isLinear) continue
    console.log(`FAILED ${name}: 8 times the input takes ${factor.toFixed(1)} times as long`)
    process.exitCode = 1
  }
  console.log(
    `${kinds} kinds of growing input: 8 times as much takes ${worst.toFixed(1)} times as long at most`,
  )
}
