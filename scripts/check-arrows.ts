import { globSync, readFileSync } from 'node:fs'
import { wrongArrows } from './arrows.ts'

/** Checks that imports run one way only between the rooms of the workspace. The table is in arrows.ts. */
const files = globSync('packages/*/src/**/*.ts', { exclude: ['**/*.test.ts', '**/*.test-d.ts', '**/*.d.ts'] })
const wrong = files.flatMap(path => wrongArrows(path.replaceAll('\\', '/'), readFileSync(path, 'utf8')))
for (const sentence of wrong) console.error(sentence)
if (files.length === 0) console.error('No source found: is this the root of the workspace?')
process.exitCode = wrong.length > 0 || files.length === 0 ? 1 : 0
