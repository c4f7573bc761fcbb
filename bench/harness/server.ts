import { fork } from 'node:child_process'
import { once } from 'node:events'

/** Starts a server on loopback in a process of its own, whose CPU is then not ours. @returns its URL */
export const startServer = async (): Promise<string> => {
  const child = fork(new URL('../workers/server.ts', import.meta.url), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [port] = (await once(child, 'message')) as [number]
  child.unref()
  return `http://127.0.0.1:${port}/users/7`
}
