/** How `slow` lets time pass. When the signal aborts nobody waits any more: forget the timer, and resolve or reject. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

/**
 * Real time. The timer holds a Node process open, as a socket would: under MSW nothing else does, and a program that
 * awaits a slow answer would end in the middle of it. It is gone as soon as the signal aborts.
 */
export function realWait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
