import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Tally } from './worker.ts'

/** The misbehaving servers, in a thread of their own. */
export interface Servers {
  readonly urls: readonly string[]
  /** What each has seen since it was last asked. */
  tally(): Promise<readonly Tally[]>
  close(): void
}

export const startServers = async (): Promise<Servers> => {
  const worker = new Worker(new URL('worker.ts', import.meta.url), {
    // Of its own, since a test's process has others.
    execArgv: ['--conditions=@recloser/source'],
  })
  const [urls] = (await once(worker, 'message')) as [readonly string[]]
  return {
    urls,
    async tally() {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage('tally')
      const [tallies] = (await once(worker, 'message')) as [readonly Tally[]]
      return tallies
    },
    // Not awaited: with requests that hang in it, a thread was seen not to end for minutes.
    close() {
      worker.unref()
      void worker.terminate()
    },
  }
}
