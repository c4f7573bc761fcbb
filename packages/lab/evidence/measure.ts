import { type Contender, type ContenderName, contenders } from './contenders.ts'
import type { Row } from './row.ts'
import { runWorld } from './run-world.ts'

/** For each contender that could run, by its short name, the figures of every seed in every case. */
export type Figures = Partial<Record<ContenderName, readonly (readonly number[])[]>>

/** How much is measured. */
export interface Effort {
  readonly seeds: number
  /** Whether other libraries run too: with their promises they take ten times as long. */
  readonly withPeers: boolean
}

/** Runs a row: every contender, every case, every seed. */
export const measure = async (row: Row, { seeds, withPeers }: Effort): Promise<Figures> => {
  const figures: Figures = {}
  for (const name of row.contenders) {
    const contender: Contender = contenders[name]
    if (contender.missing.length > 0 || (contender.isPeer && !withPeers)) continue
    const cases: number[][] = []
    for (const { world, figure, watchFromMs } of row.cases) {
      const values: number[] = []
      for (let seed = 0; seed < seeds; seed++) {
        values.push(figure(await runWorld(world, contender, seed, watchFromMs)))
      }
      cases.push(values)
    }
    figures[name] = cases
  }
  return figures
}
