/**
 * Where the time of a call through a closed circuit goes, by line of the built core: `node bench/notes/profile.ts`, after
 * `pnpm run build`. A sampling profile; lines of inlined functions keep their own ticks.
 */
import { readFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { fileURLToPath } from 'node:url'

const CALLS = 20_000_000
const AT_LEAST = 0.01

const { CircuitBreaker, lastCalls } = await import('@recloser/core')
const breaker = new CircuitBreaker('bench', { failureWindow: lastCalls(100), measureDurations: false })
const answer = async (): Promise<number> => 1
const run = async (calls: number): Promise<void> => {
  for (let call = 0; call < calls; call += 1) await breaker.call(answer)
}
await run(1_000_000)

const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.setSamplingInterval', { interval: 200 })
await session.post('Profiler.start')
await run(CALLS)
const { profile } = await session.post('Profiler.stop')
session.disconnect()

const ticksByLine = new Map<string, number>()
let all = 0
for (const { callFrame, positionTicks = [] } of profile.nodes) {
  for (const { line, ticks } of positionTicks) {
    const where =
      callFrame.url === '' ? `(${callFrame.functionName || 'engine'})` : `${callFrame.url}:${line}`
    ticksByLine.set(where, (ticksByLine.get(where) ?? 0) + ticks)
    all += ticks
  }
}

const sourceOf = (where: string): string => {
  const [, url = '', line = '1'] = /^(file:.*):(\d+)$/.exec(where) ?? []
  if (url === '') return where
  const text = readFileSync(fileURLToPath(url), 'utf8').split('\n')[Number(line) - 1] ?? ''
  return `${url.split('/').slice(-3).join('/')}:${line}  ${text.trim()}`
}
const top = [...ticksByLine].sort(([, left], [, right]) => right - left)
for (const [where, ticks] of top.filter(([, share]) => share / all >= AT_LEAST)) {
  process.stdout.write(`${((100 * ticks) / all).toFixed(1).padStart(5)} %  ${sourceOf(where)}\n`)
}
