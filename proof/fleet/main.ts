import { parseArgs } from 'node:util'
import { explore } from './explore.ts'
import { saboteurs } from './saboteurs.ts'
import { shipped } from './subject.ts'
import { sizes } from './world.ts'

/**
 * Explores everything that can happen to small fleets, and then how soon each saboteur is found out. A world larger than
 * `--most` states is explored no further, shortest histories first.
 */
const { values: words } = parseArgs({ options: { most: { type: 'string', default: '150000' } } })
const mostStates = Number(words.most)
if (!(mostStates >= 1)) throw new RangeError(`--most must be a number >= 1, got ${words.most}`)
const start = performance.now()
const seconds = (since: number): string => `${((performance.now() - since) / 1_000).toFixed(1)} s`
const total = { states: 0, transitions: 0, judgements: 0 }
for (const size of sizes) {
  const begun = performance.now()
  const { states, transitions, judgements, depth, isWhole, broken } = explore(size, shipped, { mostStates })
  total.states += states
  total.transitions += transitions
  total.judgements += judgements
  const extent = isWhole ? 'the whole' : 'no further'
  console.log(
    `${broken === undefined ? 'holds ' : 'BROKEN'} ${size.name}: ${states} states, ${transitions} transitions, ${depth} steps deep, ${extent}, ${seconds(begun)}`,
  )
  if (broken === undefined) continue
  console.log(`\n${broken.rule}: ${broken.says}\n\n${broken.history}\n`)
  process.exitCode = 1
}
let caught = 0
for (const { does, rule, size, subject } of saboteurs) {
  const { broken, states } = explore(size, subject, { mostStates })
  if (broken?.rule === rule) caught += 1
  else process.exitCode = 1
  console.log(
    `${broken?.rule === rule ? 'caught' : 'MISSED'} one that ${does}: ${broken?.rule ?? 'no rule broken'}, ${states} states`,
  )
}
console.log(
  `${total.states} states, ${total.transitions} transitions, ${total.judgements} judgements, ${caught} of ${saboteurs.length} saboteurs caught, in ${seconds(start)}`,
)
