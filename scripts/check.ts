import { spawnSync } from 'node:child_process'

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
  'runtimes',
  'consumer',
]

const failed = checks.filter(check => {
  const start = performance.now()
  const { status, output } = spawnSync('pnpm', ['run', check], { encoding: 'utf8' })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${check} (${seconds} s)`)
  if (status !== 0) console.log(output.join('\n').trim())
  return status !== 0
})
console.log(failed.length === 0 ? `All ${checks.length} checks hold` : `Failed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
