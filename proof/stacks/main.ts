import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { space } from './space.ts'
import type { Finding, Order } from './worker.ts'
import type { World } from './worlds.ts'

/**
 * Stacks clients and guards in every way, sends real requests through them, and compares what the server got with what the
 * breakers admitted and booked.
 *
 * `--every` plays one of so many cases; `--world` takes one of the worlds alone, `node` or `page`.
 */
const { values: words } = parseArgs({
  options: { every: { type: 'string', default: '1' }, world: { type: 'string' } },
})
const every = Number(words.every)
if (!(Number.isInteger(every) && every >= 1))
  throw new RangeError(`--every must be a whole number >= 1, got ${words.every}`)

const worlds = (['node', 'page'] as const).filter(world => (words.world ?? world) === world)
console.log(`${space.length} cases a world, one of ${every} is played`)
const start = performance.now()
const findings = await Promise.all(worlds.map(explore))
for (const [at, world] of worlds.entries()) show(world, findings[at] as Finding)
const sum = (of: (finding: Finding) => number): number =>
  findings.reduce((so, finding) => so + of(finding), 0)
const [wrong, unknown] = [false, true].map(isUnknowable =>
  sum(({ broken }) =>
    broken.filter(one => one.isUnknowable === isUnknowable).reduce((so, one) => so + one.cases, 0),
  ),
)
const locked = sum(({ broken }) =>
  broken.filter(({ kind }) => kind.startsWith('closes')).reduce((so, { cases }) => so + cases, 0),
)
const seconds = ((performance.now() - start) / 1_000).toFixed(1)
console.log(
  `${sum(({ cases }) => cases)} cases, ${sum(({ requests }) => requests)} requests: ${locked} lock-outs, ${wrong} rules broken, ${unknown} that nobody could keep, in ${seconds} s`,
)
if (wrong !== 0) process.exitCode = 1

async function explore(world: World): Promise<Finding> {
  const order: Order = { world, every }
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: order })
  const [finding] = (await once(worker, 'message')) as [Finding]
  return finding
}

function show(world: World, { cases, broken }: Finding): void {
  console.log(`${world}: ${cases} cases`)
  for (const { kind, cases: times, first, isUnknowable } of broken) {
    console.log(`  ${isUnknowable ? 'unknowable' : 'BROKEN    '} ${times} × ${kind}`)
    if (!isUnknowable) console.log(`             ${first}`)
  }
}
