import { globSync, readFileSync } from 'node:fs'
import { packedManifests } from './packed.ts'
import { unsafeCode, unsafeManifest } from './safety.ts'

/** Checks that nothing published makes code of a text, runs at installation, or brings strangers along. */
const files = globSync('packages/*/src/**/*.{ts,tsx}', {
  exclude: ['**/*.test.ts', '**/*.test.tsx', '**/*.test-d.ts', '**/*.test-d.tsx', '**/*.d.ts'],
})
const manifests = packedManifests()
const unsafe = [
  ...files.flatMap(path => unsafeCode(path.replaceAll('\\', '/'), readFileSync(path, 'utf8'))),
  ...manifests.flatMap(unsafeManifest),
]
for (const sentence of unsafe) console.error(sentence)
if (files.length === 0) console.error('No source found: is this the root of the workspace?')
if (manifests.length === 0) console.error('Nothing is packed: run pnpm run pack:all first')
process.exitCode = unsafe.length > 0 || files.length === 0 || manifests.length === 0 ? 1 : 0
