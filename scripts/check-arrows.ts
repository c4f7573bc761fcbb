import { globSync, readFileSync } from 'node:fs'
import { wrongArrows, wrongCircles, wrongFloors } from './arrows.ts'

/** Checks that imports run one way only between the rooms, in no circle, on few floors. The table is in arrows.ts. */
const files = globSync('packages/*/src/**/*.{ts,tsx}', {
  exclude: ['**/*.test.{ts,tsx}', '**/*.test-d.{ts,tsx}', '**/*.d.ts'],
})
const sources = new Map(files.map(path => [path.replaceAll('\\', '/'), readFileSync(path, 'utf8')]))
const wrong = [
  ...[...sources].flatMap(([path, source]) => wrongArrows(path, source)),
  ...wrongCircles(sources),
  ...wrongFloors(sources),
]
for (const sentence of wrong) console.error(sentence)
if (files.length === 0) console.error('No source found: is this the root of the workspace?')
process.exitCode = wrong.length > 0 || files.length === 0 ? 1 : 0
