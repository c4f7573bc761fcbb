import type { Scheduler } from '../src/scheduler.ts'

/** Time that passes when a test says so, for a whole fleet at once. */
export interface VirtualScheduler extends Scheduler {
  /** Lets time pass, with all that happens meanwhile, promises included. */
  advance(ms: number): Promise<void>
  /** How many are waiting to be called. */
  readonly waiting: number
}

/** All that is due without time passing. Two rounds: what a callback starts may take one more. */
export const settle = async (): Promise<void> => {
  await new Promise(setImmediate)
  await new Promise(setImmediate)
}

export function virtualScheduler(start = 0): VirtualScheduler {
  let time = start
  let serial = 0
  const timers = new Map<number, { readonly dueAt: number; readonly run: () => void }>()

  const next = (until: number): number | undefined => {
    let found: number | undefined
    let soonest = until
    for (const [key, { dueAt }] of timers) {
      if (dueAt < soonest || (dueAt === soonest && found === undefined)) [found, soonest] = [key, dueAt]
    }
    return found
  }

  return {
    now: () => time,
    after(ms, run) {
      serial += 1
      const key = serial
      timers.set(key, { dueAt: time + ms, run })
      return () => void timers.delete(key)
    },
    async advance(ms) {
      const until = time + ms
      await settle()
      for (let key = next(until); key !== undefined; key = next(until)) {
        const timer = timers.get(key)
        timers.delete(key)
        time = Math.max(time, timer?.dueAt ?? time)
        timer?.run()
        await settle()
      }
      time = until
      await settle()
    },
    get waiting() {
      return timers.size
    },
  }
}
