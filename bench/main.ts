import { parseArgs } from 'node:util'
import { progress } from './harness/progress.ts'
import { seeded } from './harness/random.ts'
import { type Figures, run } from './harness/run.ts'
import { measureSizes } from './harness/sizes.ts'
import { describeMachine } from './report/machine.ts'
import { sectionsOf } from './report/markdown.ts'
import { sentenceOf } from './report/sentence.ts'
import { targets } from './report/targets.ts'
import { judge, slackOf } from './report/verdict.ts'
import { write } from './report/write.ts'
import { suitesOf } from './suites.ts'

/**
 * Measures Recloser, as it was built, and its peers, and says which targets are met.
 *
 * `--quick` measures what its targets need, in a minute, asks for less and writes nothing; the exit code then tells.
 * `--only <suite>`, several times if need be, measures these and prints them. `--out` names another folder to write to.
 */
const { values: words } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: import.meta.dirname },
    seed: { type: 'string', default: '1' },
  },
})

const isAsked = (key: string): boolean =>
  words.only.length === 0 || words.only.some(suite => key.startsWith(`${suite}/`))
const asked = targets.filter(({ of, quick }) => of.every(isAsked) && !(words.quick && quick === 'never'))
const needed = new Set(asked.flatMap(({ of }) => of.map(key => key.replace(/:\w+$/, ''))))
const suites = suitesOf(words.quick).map(suite => ({
  ...suite,
  cases: suite.cases.filter(
    name => isAsked(`${suite.name}/`) && (!words.quick || needed.has(`${suite.name}/${name}`)),
  ),
}))

const machine = describeMachine()
const random = seeded(Number(words.seed))
let figures: Figures = isAsked('sizes/') ? await measureSizes() : {}
for (const suite of suites.filter(({ cases }) => cases.length > 0)) {
  const { at, done } = progress(suite.name)
  figures = { ...figures, ...(await run(suite, random, at)) }
  done()
}

const verdicts = asked.map(target => judge(target, figures, words.quick ? slackOf(target) : 1))
for (const verdict of verdicts) console.log(sentenceOf(verdict))
const missed = verdicts.filter(({ isMet }) => !isMet).length
console.log(
  `${verdicts.length - missed} of ${verdicts.length} targets met${words.quick ? ', with the slack of the quick form' : ''}`,
)
if (words.quick && missed > 0) process.exitCode = 1
if (words.only.length > 0) console.log(`\n${sectionsOf(figures)}`)
else if (!words.quick) write(words.out, machine, figures, verdicts)
