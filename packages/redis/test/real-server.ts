import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findRedisServer, installRedisCommand } from '../../../scripts/redis-server.ts'

/** A Redis server of a test's own, on a unix socket: no port is taken, nothing is kept. */
export interface RealServer {
  readonly path: string
  /** Hangs with all its connections, until `resume`. */
  pause(): void
  resume(): void
  kill(): Promise<void>
  /** Starts again at the same address, without data, unless it runs. */
  start(): Promise<void>
  close(): Promise<void>
}

/** Whether the tests on a real server can run. In CI they must. */
export const hasRedis = (): boolean => {
  if (findRedisServer() !== undefined) return true
  if (process.env['CI']) throw new Error(`no Redis server; to install it: ${installRedisCommand()}`)
  console.error(`No Redis server: these tests are skipped. To install it: ${installRedisCommand()}`)
  return false
}

export async function startRealServer(...options: string[]): Promise<RealServer> {
  const folder = mkdtempSync(join(tmpdir(), 'recloser-redis-'))
  const path = join(folder, 'socket')
  let child: ChildProcess | undefined

  const isRunning = (): boolean => child !== undefined && child.exitCode === null && child.signalCode === null
  const server: RealServer = {
    path,
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    async kill() {
      const gone = child
      if (gone === undefined || !isRunning()) return
      const exit = new Promise(done => gone.once('exit', done))
      gone.kill('SIGKILL')
      await exit
      rmSync(path, { force: true })
    },
    async start() {
      if (isRunning()) return
      const words = ['--port', '0', '--unixsocket', path, '--save', '', '--dir', folder, ...options]
      child = spawn(findRedisServer() ?? '', words, { stdio: 'ignore' })
      await untilAnswers(path)
    },
    async close() {
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await server.start()
  return server
}

async function untilAnswers(path: string): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    if (await answers(path)) return
    await new Promise(next => setTimeout(next, 20))
  }
  throw new Error('the Redis server does not start')
}

const answers = (path: string): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(path)
    socket.once('error', () => resolve(false))
    socket.once('connect', () => socket.write('PING\r\n'))
    socket.once('data', () => {
      socket.destroy()
      resolve(true)
    })
  })
