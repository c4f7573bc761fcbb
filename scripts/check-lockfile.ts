import { globSync, readFileSync } from 'node:fs'
import { lockfileGaps, lockfileHosts, type Manifest } from './lockfile.ts'

/** Checks that the lockfile works on every platform and with every registry. */
const lockfile = readFileSync('pnpm-lock.yaml', 'utf8')
const manifests = globSync('node_modules/.pnpm/*/node_modules/{*,@*/*}/package.json').map(
  path => JSON.parse(readFileSync(path, 'utf8')) as Manifest,
)
const wrong = new Set([...lockfileGaps(lockfile, manifests), ...lockfileHosts(lockfile)])
for (const sentence of wrong) console.error(sentence)
if (manifests.length === 0) console.error('Nothing is installed: run pnpm install first')
process.exitCode = wrong.size > 0 || manifests.length === 0 ? 1 : 0
