import type { World } from '../src/index.ts'
import type { ContenderName } from './contenders.ts'
import type { Run } from './run-world.ts'

/** One world of a row, and what is asked of it. */
interface Case {
  /** The head of its column. */
  readonly name: string
  readonly world: World
  readonly figure: (run: Run) => number
  /** From when on attempts are counted until one is refused. */
  readonly watchFromMs?: number | undefined
}

/** A question, the worlds that answer it, and who is asked. */
export interface Row {
  /** In small letters: links of the documentation end with it. */
  readonly id: string
  readonly title: string
  /** What is measured, in a sentence or two, with what a reader must know of the world. */
  readonly about: string
  readonly unit: '%' | 'calls' | 'trips' | 'attempts a call'
  readonly better: 'more' | 'less'
  readonly contenders: readonly ContenderName[]
  readonly cases: readonly Case[]
  /** The case that the picture shows, where there is one. */
  readonly pictured?: string | undefined
  /** What the row means for the reader. */
  readonly means?: string | undefined
}

/** A share of two counts in percent. */
export const share = (part: number, whole: number): number =>
  whole === 0 ? Number.NaN : (100 * part) / whole
