import { readFileSync } from 'node:fs'
import { type Budget, drift, measure, measureInVite } from './sizes.ts'

/**
 * Measures what arrives in a user's page in production, minified and compressed with brotli, against the budgets of
 * sizes.json. The budgets are for esbuild; beside it stands what Vite makes of the same code.
 */
const budgets = JSON.parse(readFileSync('sizes.json', 'utf8')) as Record<string, Budget>

for (const [name, budget] of Object.entries(budgets)) {
  const { maxBytes, targetBytes, claims = {} } = budget
  const bytes = await measure(budget)
  const aim = targetBytes !== undefined && bytes > targetBytes ? `, to become ${targetBytes}` : ''
  const verdict = bytes > maxBytes ? 'TOO LARGE' : 'ok'
  console.log(
    `${verdict} ${name}: ${bytes} of ${maxBytes} bytes${aim}; with Vite ${await measureInVite(budget)}`,
  )
  if (bytes > maxBytes) process.exitCode = 1
  for (const [file, claim] of Object.entries(claims)) {
    const sentence = drift(readFileSync(file, 'utf8'), claim, bytes)
    if (sentence === undefined) continue
    console.log(`DRIFTED ${file} must say: "${sentence}"`)
    process.exitCode = 1
  }
}
