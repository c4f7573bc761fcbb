import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Tally } from './server-process.ts'

/** The misbehaving servers, in a process of their own: a thread was seen not to end while requests hung in it. */
export interface Servers {
  readonly urls: readonly string[]
  /** What each has seen since it was last asked. */
  tally(): Promise<readonly Tally[]>
  close(): void
}

export const startServers = async (): Promise<Servers> => {
  const child = fork(new URL('server-process.ts', import.meta.url), {
    // Of its own, since a test's process has others.
    execArgv: ['--conditions=@recloser/source'],
  })
  const [urls] = (await once(child, 'message')) as [readonly string[]]
  return {
    urls,
    async tally() {
      child.send('tally')
      const [tallies] = (await once(child, 'message')) as [readonly Tally[]]
      return tallies
    },
    close() {
      child.kill('SIGKILL')
    },
  }
}
