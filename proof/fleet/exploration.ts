import type { Rule } from './rules.ts'
import type { Ran } from './store-call.ts'
import type { World } from './world.ts'

/** What was seen of a world. */
export interface Exploration {
  readonly states: number
  readonly transitions: number
  readonly depth: number
  readonly judgements: number
  readonly isWhole: boolean
  readonly broken: Broken | undefined
  /** Some of the histories, as what the stores were asked and answered. */
  readonly traces: readonly (readonly Ran[])[]
}

export interface Broken {
  readonly rule: string
  readonly says: string
  readonly history: string
}

/** A state that was reached, and how. */
export interface Node {
  readonly world: World
  readonly from: Node | undefined
  readonly says: string
  readonly ran: readonly Ran[]
  readonly depth: number
}

/** How far to go. */
export interface Limits {
  readonly mostStates?: number
  /** One state in so many gives the history that led there as a trace. */
  readonly traceEvery?: number
}

/** What led there, first things first. */
export const historyOf = (node: Node): Node[] => {
  const path: Node[] = []
  for (let at: Node | undefined = node; at !== undefined; at = at.from) path.push(at)
  return path.reverse()
}

/** The rule, and what breaks it. */
export const brokenBy = ({ name, says }: Rule, node: Node): Broken => ({
  rule: name,
  says,
  history: historyOf(node)
    .map((one, index) => `  ${index + 1}  ${one.says}`)
    .join('\n'),
})
