import { scenarios } from './scenarios.ts'
import { cockatiel } from './subjects/cockatiel.ts'
import { opossum } from './subjects/opossum.ts'
import { recloser } from './subjects/recloser.ts'
import { inWorld } from './world.ts'

/** Plays every scenario on every library, and prints as a Markdown table what was seen. Not a part of CI. */
const subjects = [recloser, opossum, cockatiel]
console.log(`| mistake | ${subjects.map(({ name }) => name).join(' | ')} |`)
console.log(`|---|${'---|'.repeat(subjects.length)}`)
for (const { mistake, play } of scenarios) {
  const cells: string[] = []
  for (const subject of subjects) {
    const { isMade, seen } = await inWorld(world => Promise.resolve(play(subject, world)))
    if (isMade === true && subject === recloser) process.exitCode = 1
    cells.push(`${isMade === undefined ? '' : isMade ? '**makes it**: ' : 'does not: '}${seen}`)
  }
  console.log(`| ${mistake} | ${cells.join(' | ')} |`)
}
// Some of the libraries leave intervals behind that keep the process alive.
process.exit()
