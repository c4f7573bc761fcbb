import type { Sample } from './case.ts'

/** In the process of a case: says that it is ready, and measures a round whenever it is told to. */
export const serve = (measure: () => Sample | Promise<Sample>): void => {
  // What it throws ends the process, and the other one says so.
  const answer = async () => process.send?.(await measure())
  process.on('message', () => void answer())
  process.once('disconnect', () => process.exit(0))
  process.send?.('ready')
}

/** The case that this process is for, out of `cases/<file>.ts`. */
export const findCase = async <Case>(file: string, name: string): Promise<Case> => {
  const { cases } = (await import(`../cases/${file}.ts`)) as { cases: Record<string, Case> }
  const found = cases[name]
  if (found === undefined) throw new RangeError(`${file} has no case "${name}"`)
  return found
}
