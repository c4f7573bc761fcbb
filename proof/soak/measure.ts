import { slopeOf } from './slope.ts'

/** The process after so many calls, when all garbage is collected. */
export interface Sample {
  readonly calls: number
  readonly heapBytes: number
  /** Timers and open handles: sockets above all, which clients keep alive. */
  readonly handles: number
}

/** Whether something stayed within its bounds, in words. */
export interface Judgement {
  readonly sentence: string
  readonly isSound: boolean
}

/**
 * What is kept of a call that leaks is a promise, a closure, a timer or an event at least: 64 bytes and more. Below that
 * lies what an engine does to itself: caches, shapes of objects, code that is compiled as it gets hot.
 */
const MOST_BYTES_A_CALL = 64

/** So many calls after the warm-up tell a leak of 64 bytes (640 kB) from that noise, which is some 100 kB. */
const ENOUGH_CALLS = 10_000

/**
 * A round ends with as many sockets as its calls have left open: up to one for each of the forty that go on at once, in
 * each of two pools. What is left behind by calls would be hundreds by the end of a minute.
 */
const MOST_MORE_HANDLES = 80

/** The share of the samples in which caches fill and code is compiled. */
const WARM_UP = 0.5

export const collect = (calls: number): Sample => {
  const { gc } = globalThis as { gc?: () => void }
  if (gc === undefined) throw new Error('run with --expose-gc')
  gc()
  gc()
  return {
    calls,
    heapBytes: process.memoryUsage().heapUsed,
    handles: process.getActiveResourcesInfo().length,
  }
}

/** Heap and handles, over the samples after the warm-up. A short or starved run says that it cannot judge the heap. */
export const judge = (samples: readonly Sample[], handlesBefore: number): Judgement[] => {
  const settled = samples.slice(Math.floor(samples.length * WARM_UP))
  const { perStep, error } = slopeOf(settled.map(({ calls, heapBytes }) => [calls, heapBytes]))
  const heap = (settled.at(-1)?.heapBytes ?? 0) / 2 ** 20
  const half = Math.floor(settled.length / 2)
  const most = (some: readonly Sample[]): number => Math.max(...some.map(({ handles }) => handles))
  const [earlier, later] = [most(settled.slice(0, half)), most(settled.slice(half))]
  const judged = (settled.at(-1)?.calls ?? 0) - (settled[0]?.calls ?? 0)
  const isEnough = judged >= ENOUGH_CALLS
  const growth = `growing by ${perStep.toFixed(2)} ± ${error.toFixed(2)} bytes a call`
  return [
    {
      sentence: `heap ${heap.toFixed(1)} MiB, ${growth}${isEnough ? '' : `, which ${judged} calls are too few to judge by`}`,
      isSound: !isEnough || perStep < MOST_BYTES_A_CALL,
    },
    {
      sentence: `handles: ${handlesBefore} before, at most ${earlier} in the first half and ${later} in the second`,
      isSound: later <= earlier + MOST_MORE_HANDLES,
    },
  ]
}

/** Tells when the time is over. */
export const clock = (ms: number): (() => boolean) => {
  const start = performance.now()
  return () => performance.now() - start >= ms
}

let lastLine = 0

/** How far it is: on a terminal in one line that changes, elsewhere a line every ten seconds. */
export const line = (text: string): void => {
  const now = performance.now()
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
  else if (now - lastLine > 10_000) {
    lastLine = now
    process.stderr.write(`${text}\n`)
  }
}

export const endLine = (): void => {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
}
