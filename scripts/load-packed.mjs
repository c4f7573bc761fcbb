// Runs in the folder of the packed packages, with the entries as arguments; plain JavaScript for any runtime.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const namesIn = loaded =>
  Object.keys(loaded)
    .filter(name => name !== 'default' && name !== 'module.exports')
    .toSorted()

const entries = process.argv.slice(2)
for (const entry of entries) {
  const names = namesIn(await import(entry))
  assert.notEqual(names.length, 0, `${entry} exports nothing`)
  assert.deepEqual(namesIn(require(entry)), names, `${entry} exports other names as CommonJS than as ESM`)
}
for (const load of [name => import(name), require]) {
  const { CircuitBreaker, CircuitManager } = await load('@recloser/core')
  const { createHttpBreakers } = await load('@recloser/core/http')
  assert.equal(await new CircuitBreaker('works').call(async () => 'it does'), 'it does')
  assert.ok(createHttpBreakers({}).manager instanceof CircuitManager, 'there are two copies of core')
}
console.log(`Node ${process.versions.node}: ${entries.length} entries as ESM and CommonJS`)
