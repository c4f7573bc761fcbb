import { parseArgs } from 'node:util'
import { properties } from './properties/all.ts'

/**
 * Runs random histories of everything that the public API offers, and says where the library differs from its oracles.
 *
 * `--seed` and `--path`, as a failure prints them, repeat it; `--runs` is the number of histories of a breaker, of which
 * each property takes its share; `--only` names properties by a part of their names.
 */
const { values: words } = parseArgs({
  options: {
    seed: { type: 'string', default: `${Math.floor(Math.random() * 2 ** 31)}` },
    runs: { type: 'string', default: '100000' },
    path: { type: 'string' },
    only: { type: 'string', default: '' },
  },
})
const seed = Number(words.seed)
const runs = Number(words.runs)
console.log(`seed ${seed}, ${runs} histories of a breaker`)

const start = performance.now()
const secondsSince = (then: number): string => `${((performance.now() - then) / 1_000).toFixed(1)} s`
let total = 0
for (const { property, share } of properties.filter(one => one.property.name.includes(words.only))) {
  const begun = performance.now()
  let histories = 0
  const onInput = (): void => {
    histories += 1
    if (process.stderr.isTTY && histories % 500 === 0) {
      process.stderr.write(`\r\u001b[K${property.name}: ${histories}\r`)
    }
  }
  const found = await property.run({ seed, runs: Math.ceil(runs * share), path: words.path, onInput })
  total += histories
  const verdict = found === undefined ? 'holds ' : 'FAILED'
  console.log(`${verdict} ${property.name}: ${histories} histories, ${secondsSince(begun)}`)
  if (found === undefined) continue
  console.log(`  ${property.says}\n${found}`)
  process.exitCode = 1
}
console.log(`${total} histories in ${secondsSince(start)}`)
