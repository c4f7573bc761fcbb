import { findChromium, installChromium, installCommand } from './chromium.ts'
import { run } from './run.ts'

/** Runs the tests, in a browser too where there is one or one can be installed. Takes what `vitest run` takes. */
if (findChromium() === undefined && !installChromium()) {
  const hint = `No Chromium for the browser tests. To install it: ${installCommand()}`
  if (process.env['CI']) {
    console.error(hint)
    process.exit(1)
  }
  console.error(`${hint}\nUntil then they count as skipped.\n`)
}
process.exitCode = run('vitest', 'run', ...process.argv.slice(2)) ? 0 : 1
