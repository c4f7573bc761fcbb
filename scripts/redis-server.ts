import { existsSync } from 'node:fs'
import { installPackage } from './debian.ts'

const places = [
  '/usr/bin/redis-server',
  '/usr/local/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
  '/usr/bin/valkey-server',
  '/usr/local/bin/valkey-server',
]

/**
 * The server that the tests of @recloser/redis start: `REDIS_SERVER_PATH`, else one where systems install it.
 * An empty `REDIS_SERVER_PATH` is for seeing what happens where there is none.
 * @throws Error when `REDIS_SERVER_PATH` names no file.
 */
export function findRedisServer(): string | undefined {
  const named = process.env['REDIS_SERVER_PATH']
  if (named === '') return undefined
  if (named !== undefined && !existsSync(named)) throw new Error(`REDIS_SERVER_PATH names no file: ${named}`)
  return named ?? places.find(place => existsSync(place))
}

/** What to type to have the tests on a real server run. */
export function installRedisCommand(): string {
  return process.platform === 'darwin' ? 'brew install redis' : 'sudo apt-get install redis-server'
}

/** Installs Redis where that takes no password and no question. Says whether it did. */
export function installRedisServer(): boolean {
  return process.env['REDIS_SERVER_PATH'] === undefined && installPackage('redis-server')
}
