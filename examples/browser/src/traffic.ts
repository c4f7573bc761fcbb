import { createStore, type Store } from './store.ts'

/** How often each host is asked, in milliseconds. */
export const paceMs = 2_000

interface Asked {
  refresh(): Promise<void>
}

/** Calls that go by themselves. */
export interface Traffic {
  readonly isRunning: Store<boolean>
  start(): void
  stop(): void
}

/** Asks the feeds one after the other, each once every `paceMs`. */
export function createTraffic(feeds: readonly Asked[]): Traffic {
  const isRunning = createStore(false)
  let timer: ReturnType<typeof setInterval> | undefined
  let turn = 0
  const next = () => {
    void feeds[turn % feeds.length]?.refresh()
    turn += 1
  }
  return {
    isRunning,
    start() {
      if (isRunning.get()) return
      timer = setInterval(next, paceMs / feeds.length)
      isRunning.set(true)
    },
    stop() {
      clearInterval(timer)
      isRunning.set(false)
    },
  }
}
