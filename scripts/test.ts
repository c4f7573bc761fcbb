import { findChromium, installChromium, installCommand } from './chromium.ts'
import { findPrometheus, installPrometheus, prometheusCommand } from './prometheus.ts'
import { findRedisServer, installRedisCommand, installRedisServer } from './redis-server.ts'
import { run } from './run.ts'

/** Runs the tests, with the programs that some need where there are any or they can be installed. Takes what `vitest run` takes. */
const missing = [
  findChromium() === undefined &&
    !installChromium() &&
    `No Chromium for the browser tests. To install it: ${installCommand()}`,
  findPrometheus() === undefined &&
    !installPrometheus() &&
    `No Prometheus for the tests of the metrics. To install it: ${prometheusCommand()}`,
  findRedisServer() === undefined &&
    !installRedisServer() &&
    `No Redis server for the tests of @recloser/redis. To install it: ${installRedisCommand()}`,
].filter(hint => hint !== false)
for (const hint of missing) console.error(hint)
if (missing.length > 0 && process.env['CI']) process.exit(1)
if (missing.length > 0) console.error('Until then they count as skipped.\n')
process.exitCode = run('vitest', 'run', ...process.argv.slice(2)) ? 0 : 1
