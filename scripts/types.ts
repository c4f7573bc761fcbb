import { globSync } from 'node:fs'
import { run } from './run.ts'

/** Type-checks every project of the workspace: tests and tools, then each package, then its rooms with other globals. */
const projects = ['tsconfig.json', ...globSync('packages/*/{,src/*/}tsconfig.json').toSorted()]
const failed = projects.filter(project => !run('tsc', '--project', project, '--pretty'))
if (failed.length > 0) {
  console.error(`Types do not hold in ${failed.join(', ')}`)
  process.exit(1)
}
