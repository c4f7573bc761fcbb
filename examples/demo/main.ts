/** An outage on real sockets, and a breaker that sits it out: `npm run demo`. With `--fast` nobody waits. */
import { fastPace, realPace } from './pace.ts'
import { paintFor } from './paint.ts'
import { play } from './play.ts'
import { scenario } from './scenario.ts'

const { stdout } = process
const interrupt = new AbortController()
const codes = { SIGINT: 130, SIGTERM: 143 } as const
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interrupt.abort(codes[signal]))
}
// Whoever reads has gone (`npm run demo | head`): there is nobody left to show it to.
stdout.on('error', () => process.exit())

const pace = process.argv.includes('--fast') ? fastPace() : realPace
const stalls = { output: stdout, paint: paintFor(stdout), term: process.env['TERM'] }
process.exitCode = (await play(scenario, pace, stalls, interrupt.signal)) ?? interrupt.signal.reason
