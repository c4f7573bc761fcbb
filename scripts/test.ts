import { findChromium, installChromium, installCommand } from './chromium.ts'
import { findRedisServer, installRedisCommand, installRedisServer } from './redis-server.ts'
import { run } from './run.ts'

/** Runs the tests, in a browser and on a Redis server too where there is one or one can be installed. Takes what `vitest run` takes. */
const hints: string[] = []
if (findChromium() === undefined && !installChromium()) {
  hints.push(`No Chromium for the browser tests. To install it: ${installCommand()}`)
}
if (findRedisServer() === undefined && !installRedisServer()) {
  hints.push(`No Redis server for the tests of @recloser/redis. To install it: ${installRedisCommand()}`)
}
if (hints.length > 0) {
  console.error(hints.join('\n'))
  if (process.env['CI']) process.exit(1)
  console.error('Until then they count as skipped.\n')
}
process.exitCode = run('vitest', 'run', ...process.argv.slice(2)) ? 0 : 1
