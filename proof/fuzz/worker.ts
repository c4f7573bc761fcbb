import { parentPort, workerData } from 'node:worker_threads'
import type { Effort } from './target.ts'
import { targets } from './targets/all.ts'

/** One target, in a thread of its own: what the main one sends by `workerData`. */
export interface Order extends Pick<Effort, 'seed' | 'runs' | 'path'> {
  readonly name: string
}

/** What came of it. */
export interface Finding {
  readonly inputs: number
  readonly seconds: number
  /** `undefined`: all that was said holds. */
  readonly report: string | undefined
}

const order = workerData as Order
const target = targets.find(({ name }) => name === order.name)
if (target === undefined) throw new Error(`there is no target ${order.name}`)

// A stack for each of a hundred thousand errors that are only looked at would take longer than all the rest.
Error.stackTraceLimit = 0
let inputs = 0
const onInput = (): void => {
  inputs += 1
}
const start = performance.now()
const report = await target.run({ ...order, onInput })
const finding: Finding = { inputs, seconds: (performance.now() - start) / 1_000, report }
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(finding)
