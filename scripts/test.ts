import { spawnSync } from 'node:child_process'

const run = spawnSync('vitest', ['run'], { stdio: 'inherit' })
process.exit(run.status ?? 1)
