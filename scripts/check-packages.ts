import { globSync } from 'node:fs'
import { packed } from './packed.ts'
import { run } from './run.ts'

/** Has publint and attw judge the tarballs: whether every runtime and type checker finds what `exports` promises. */
const tarballs = globSync(`${packed}/tarballs/*.tgz`).toSorted()

const failed = tarballs.filter(tarball => {
  const isSound = run('publint', 'run', tarball, '--strict')
  return !run('attw', tarball, '--profile', 'node16') || !isSound
})
if (failed.length > 0 || tarballs.length === 0) {
  console.error(
    tarballs.length === 0 ? 'Nothing is packed: run pnpm run pack first' : `Not sound: ${failed.join(', ')}`,
  )
  process.exit(1)
}
