import { parseArgs } from 'node:util'
import { flood } from './hosts-flood.ts'
import { clock, collect, endLine, judge, line, type Sample } from './measure.ts'
import { startServers } from './servers.ts'
import { startSoak } from './soak.ts'

/**
 * Real axios, fetch and ky against misbehaving servers until the time is over, and then a flood of hosts: nothing may
 * grow, nothing may be left in flight, and the books of callers, wire, breakers and servers must agree.
 *
 * `--minutes` (1) or `--hours`; `--seed` repeats the plan; `--hosts` is the size of the flood (a million).
 */
const { values: words } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    hours: { type: 'string' },
    seed: { type: 'string', default: `${Math.floor(Math.random() * 2 ** 31)}` },
    hosts: { type: 'string', default: '1000000' },
  },
})
const seed = Number(words.seed)
const minutes = words.hours === undefined ? Number(words.minutes) : 60 * Number(words.hours)
if (!Number.isSafeInteger(seed) || !(minutes > 0))
  throw new RangeError('--seed is an integer, --minutes and --hours are > 0')
console.log(`seed ${seed}, ${minutes} minutes`)

const before = process.getActiveResourcesInfo().length
await soak()
await drown(200, 'that answer')
await drown(503, 'that fail')

async function soak(): Promise<void> {
  const servers = await startServers()
  const { books, round } = startSoak(servers, seed)
  const samples: Sample[] = []
  const isOver = clock(minutes * 60_000)
  while (!isOver()) {
    const wrong = await round()
    samples.push(collect(books.calls))
    line(`${books.calls} calls, ${books.attempts} attempts, ${books.rejected} rejected`)
    if (wrong.length > 0) throw new Error(`seed ${seed}: the books do not agree:\n${wrong.join('\n')}`)
  }
  servers.close()
  endLine()
  const moves = Object.entries(books.moves).map(([move, times]) => `${move} ${times}`)
  console.log(
    `${books.calls} calls, ${books.attempts} attempts, ${books.rejected} rejected, ${books.neverSeen} never seen by a server`,
  )
  console.log(
    `The books agree after each of ${samples.length} rounds, nothing in flight. Moves: ${moves.join(', ')}`,
  )
  for (const move of ['closed>open', 'open>half-open', 'half-open>open', 'half-open>closed']) {
    if (!(move in books.moves)) fail(`no circuit ever went ${move}`)
  }
  for (const { sentence, isSound } of judge(samples, before)) {
    console.log(sentence)
    if (!isSound) fail(sentence)
  }
}

async function drown(status: number, which: string): Promise<void> {
  const hosts = Number(words.hosts)
  const samples: Sample[] = []
  const maxBreakers = 1_024
  const onSample = (count: number): void => {
    samples.push(collect(count))
    line(`${count} hosts`)
  }
  const { kept, unguarded, survived } = await flood({ hosts, status, maxBreakers, onSample })
  endLine()
  const [heap] = judge(samples, Infinity)
  console.log(
    `${hosts} hosts ${which}: ${kept} kept, ${unguarded} unguarded, the open one ${survived ? 'survives' : 'IS LOST'}; ${heap?.sentence}`,
  )
  if (kept > maxBreakers || !survived || !heap?.isSound) fail('the flood of hosts leaves its mark')
}

function fail(sentence: string): void {
  console.error(`FAILED, seed ${seed}: ${sentence}`)
  process.exitCode = 1
}
