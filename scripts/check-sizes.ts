import { readFileSync } from 'node:fs'
import { type Budget, measure } from './sizes.ts'

/** Measures what arrives in a user's page, minified and compressed with brotli, against the budgets of sizes.json. */
const budgets = JSON.parse(readFileSync('sizes.json', 'utf8')) as Record<string, Budget>

for (const [name, budget] of Object.entries(budgets)) {
  const { maxBytes, targetBytes } = budget
  const bytes = await measure(budget)
  const aim = targetBytes !== undefined && bytes > targetBytes ? `, to become ${targetBytes}` : ''
  console.log(`${bytes > maxBytes ? 'TOO LARGE' : 'ok'} ${name}: ${bytes} of ${maxBytes} bytes${aim}`)
  if (bytes > maxBytes) process.exitCode = 1
}
