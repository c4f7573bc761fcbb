import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { equivalents } from './equivalents.ts'
import { type Share, sharesOf } from './shares.ts'
import { type MutantResult, runMutants } from './stryker.ts'
import { compare, type Mutant, mutantOf } from './survivors.ts'

const shares = sharesOf(process.argv.slice(2).filter(word => word !== '--'))

/** Whether the tests notice enough, and the list says why they miss the rest. */
const holds = async (share: Share): Promise<boolean> => {
  const start = performance.now()
  const results = await runMutants(share)
  const seconds = Math.round((performance.now() - start) / 1_000)

  const count = (...statuses: MutantResult['status'][]) =>
    results.filter(({ status }) => statuses.includes(status)).length
  const survived = results.filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  const killed = count('Killed')
  const timedOut = count('Timeout')
  const score = (100 * (killed + timedOut)) / (killed + timedOut + survived.length)
  const files = new Set(results.map(fileOf))
  const { unlisted, stale } = compare(survived.map(read), equivalents, files)

  for (const mutant of unlisted) console.log(`\nSURVIVED, and not listed: ${shown(mutant)}`)
  for (const mutant of stale) console.log(`\nSTALE, listed but killed or gone: ${shown(mutant)}`)
  console.log(
    `\n${share.name}: ${results.length} mutants, ${killed} killed, ${timedOut} by time-out, ` +
      `${survived.length} survived (${survived.length - unlisted.length} listed as equivalent), ` +
      `${count('RuntimeError', 'CompileError')} did not load; score ${score.toFixed(1)} %, ${seconds} s\n`,
  )
  return score >= share.leastScore && unlisted.length === 0 && stale.length === 0
}

const fileOf = ({ fileName }: MutantResult): string => relative('', fileName).replaceAll('\\', '/')
const read = (result: MutantResult): Mutant =>
  mutantOf(fileOf(result), readFileSync(result.fileName, 'utf8'), result)
const shown = ({ file, before, after }: Mutant): string => `${file}\n- ${before}\n+ ${after}`

let failed = 0
for (const share of shares) if (!(await holds(share))) failed += 1
process.exitCode = failed === 0 ? 0 : 1
