import { parseArgs } from 'node:util'
import { configurations } from './configurations.ts'
import { explore } from './explore.ts'
import { shipped } from './world.ts'

/**
 * Explores everything that can happen to a breaker in a few small worlds, and says which rule is broken, and how.
 *
 * `--calls` lets so many more calls be in flight at once than a world names, which makes it much larger; `--depth` ends
 * after histories of so many steps; `--only` names worlds by a part of their names.
 */
const { values: words } = parseArgs({
  options: {
    calls: { type: 'string', default: '0' },
    depth: { type: 'string', default: 'Infinity' },
    only: { type: 'string', default: '' },
  },
})
const more = Number(words.calls)
const depth = Number(words.depth)
if (!(Number.isInteger(more) && more >= 0 && depth >= 1)) {
  throw new RangeError(`--calls must be a whole number >= 0, and --depth >= 1, got ${more} and ${depth}`)
}

const start = performance.now()
const secondsSince = (then: number): string => `${((performance.now() - then) / 1_000).toFixed(1)} s`
const total = { states: 0, transitions: 0, judgements: 0 }
for (const world of configurations.filter(({ name }) => name.includes(words.only))) {
  const begun = performance.now()
  const {
    states,
    transitions,
    depth: deepest,
    isWhole,
    judged,
    broken,
  } = explore({ ...world, mostInFlight: world.mostInFlight + more }, shipped, {
    depth,
    onState: onState(world.name),
  })
  total.states += states
  total.transitions += transitions
  for (const times of judged.values()) total.judgements += times
  const extent = isWhole ? 'the whole' : 'no further'
  const found = `${states} states, ${transitions} transitions, ${deepest} steps deep, ${extent}`
  console.log(`${broken === undefined ? 'holds ' : 'BROKEN'} ${world.name}: ${found}, ${secondsSince(begun)}`)
  if (broken === undefined) continue
  console.log(`\n${broken.rule}: ${broken.says}\n\n${broken.history}\n`)
  process.exitCode = 1
}
console.log(
  `${total.states} states, ${total.transitions} transitions, ${total.judgements} judgements in ${secondsSince(start)}`,
)

function onState(name: string): (states: number, depth: number) => void {
  let seen = 0
  return (states, steps) => {
    seen += 1
    if (process.stderr.isTTY && seen % 200 === 0) {
      process.stderr.write(`\r\u001b[K${name}: ${seen} of ${states} states, ${steps} steps deep\r`)
    }
  }
}
