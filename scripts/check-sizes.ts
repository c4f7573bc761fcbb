import { readFileSync } from 'node:fs'
import { type Budget, measure } from './sizes.ts'

/** Measures what arrives in a user's page, minified and compressed with brotli, against the budgets of sizes.json. */
const budgets = JSON.parse(readFileSync('sizes.json', 'utf8')) as Record<string, Budget>

for (const [name, budget] of Object.entries(budgets)) {
  const bytes = await measure(budget)
  const isTooLarge = bytes > budget.maxBytes
  console.log(`${isTooLarge ? 'TOO LARGE' : 'ok'} ${name}: ${bytes} of ${budget.maxBytes} bytes`)
  if (isTooLarge) process.exitCode = 1
}
