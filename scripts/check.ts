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
  'dist',
  'small',
  'sizes',
  'pack:all',
  'packages',
  'safety',
  'runtimes',
  'consumer',
  'bundlers',
  'names',
]

/** The long ones, in the share that fits into CI. What each has found stands in its last line. */
const proofs = [
  'model:run',
  'fleet:quick:run',
  'histories:quick:run',
  'fuzz:quick:run',
  'soak:quick:run',
  'stacks:quick:run',
  'evidence:quick:run',
  'mutate:quick:run',
  'bench:quick:run',
]

/** pnpm's own line, the command after a dollar, comes apart from the others and is none. */
const lastLine = (said: string): string | undefined =>
  said.split('\n').findLast(line => !line.startsWith('$ '))

const all = [...checks, ...proofs]
const failed = all.filter(check => {
  const start = performance.now()
  const { succeeded, said } = listen('pnpm', 'run', check)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${succeeded ? 'ok    ' : 'FAILED'} ${check} (${seconds} s)`)
  if (!succeeded) console.log(said)
  else if (proofs.includes(check)) console.log(`       ${lastLine(said)}`)
  return !succeeded
})
console.log(failed.length === 0 ? `All ${all.length} checks hold` : `Failed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
