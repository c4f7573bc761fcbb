import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'

/** Type-checks every project of the workspace: tests and tools, then each package, then its rooms with other globals. */
const projects = ['tsconfig.json', ...globSync('packages/*/{,src/*/}tsconfig.json').toSorted()]
const failed = projects.filter(
  project => spawnSync('tsc', ['--project', project, '--pretty'], { stdio: 'inherit' }).status !== 0,
)
if (failed.length > 0) {
  console.error(`Types do not hold in ${failed.join(', ')}`)
  process.exit(1)
}
