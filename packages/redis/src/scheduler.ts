/** Time as this package knows it: monotonic milliseconds, and a way to be called later. */
export interface Scheduler {
  now(): number
  /** Calls back once, after so many milliseconds. @returns its undo */
  after(ms: number, run: () => void): () => void
}

/** The default. No timer of it keeps a process alive. */
export const systemScheduler: Scheduler = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    timer.unref?.()
    return () => clearTimeout(timer)
  },
}
