import type { CircuitBreakerStatus } from '@recloser/core'
import type { Action } from './actions.ts'
import type { Ledger } from './ledger.ts'

export interface Exploration {
  readonly states: number
  readonly transitions: number
  /** The longest of the shortest histories. */
  readonly depth: number
  /** Whether everything that can be reached was. */
  readonly isWhole: boolean
  /** How often each rule was judged. */
  readonly judged: ReadonlyMap<string, number>
  /** The first rule found broken, and the shortest history that breaks it. */
  readonly broken: Broken | undefined
}

export interface Broken {
  readonly rule: string
  readonly says: string
  readonly history: string
}

export interface Limits {
  /** The longest history. @default Infinity */
  readonly depth?: number
  readonly onState?: (states: number, depth: number) => void
}

/** A state that was reached, and how. */
export interface Node {
  readonly from: Node | undefined
  readonly action: Action | undefined
  readonly depth: number
  readonly status: CircuitBreakerStatus
  readonly known: Ledger
}

/** The history that led there. */
export const pathTo = (node: Node): Action[] => {
  const path: Action[] = []
  for (let at: Node | undefined = node; at?.action !== undefined; at = at.from) path.push(at.action)
  return path.reverse()
}
