import { spawnSync } from 'node:child_process'
import { findChromium, installChromium, installCommand } from './chromium.ts'

if (findChromium() === undefined && !installChromium()) {
  const hint = `No Chromium for the browser tests. To install it: ${installCommand()}`
  if (process.env['CI']) {
    console.error(hint)
    process.exit(1)
  }
  console.error(`${hint}\nUntil then they count as skipped.\n`)
}

const run = spawnSync('vitest', ['run', ...process.argv.slice(2)], { stdio: 'inherit' })
process.exit(run.status ?? 1)
