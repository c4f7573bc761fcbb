import { listen } from './run.ts'

/** Everything that CI runs beside the tests, in this order; each is a script of package.json and runs alone too. */
const checks = [
  'lint',
  'unused',
  'arrows',
  'lockfile',
  'types',
  'docs:code',
  'coverage',
  'build',
  'sizes',
  'pack:all',
  'packages',
  'safety',
  'runtimes',
  'consumer',
]

const failed = checks.filter(check => {
  const start = performance.now()
  const { succeeded, said } = listen('pnpm', 'run', check)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${succeeded ? 'ok    ' : 'FAILED'} ${check} (${seconds} s)`)
  if (!succeeded) console.log(said)
  return !succeeded
})
console.log(failed.length === 0 ? `All ${checks.length} checks hold` : `Failed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
