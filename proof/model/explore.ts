import { type CircuitBreakerStatus, type ResolvedConfig, resolveConfig } from '@recloser/core'
import { type Action, actionsIn } from './actions.ts'
import type { Configuration } from './configurations.ts'
import { fingerprint } from './fingerprint.ts'
import { historyOf } from './history.ts'
import type { Ledger } from './ledger.ts'
import { stateRules } from './rules/states.ts'
import { stepRules } from './rules/steps.ts'
import { createWorld, replay, type Subject, step, type World } from './world.ts'

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

interface Broken {
  readonly rule: string
  readonly says: string
  readonly history: string
}

interface Limits {
  /** The longest history. @default Infinity */
  readonly depth?: number
  readonly onState?: (states: number, depth: number) => void
}

/** A state that was reached, and how. */
interface Node {
  readonly from: Node | undefined
  readonly action: Action | undefined
  readonly depth: number
  readonly status: CircuitBreakerStatus
  readonly known: Ledger
}

/** One history in so many of those that lead to a state already known is held against the first. */
const COMPARED = 8

/**
 * Goes through everything that can happen to a breaker, breadth first, so that what breaks a rule is found by its
 * shortest history. Every state is built anew from its history: nothing but the public API is needed.
 */
export const explore = (configuration: Configuration, subject: Subject, limits: Limits = {}): Exploration =>
  new Explorer(configuration, subject).run(limits)

class Explorer {
  readonly #configuration: Configuration
  readonly #subject: Subject
  readonly #config: ResolvedConfig
  readonly #queue: Node[] = []
  readonly #reached = new Map<string, Node>()
  readonly #judged = new Map([...stepRules, ...stateRules].map(({ name }) => [name, 0]))
  #transitions = 0
  #merged = 0

  constructor(configuration: Configuration, subject: Subject) {
    this.#configuration = configuration
    this.#subject = subject
    this.#config = resolveConfig(configuration.config)
  }

  run({ depth: longest = Infinity, onState }: Limits): Exploration {
    const { breaker, known } = createWorld(this.#subject, this.#config)
    this.#reach({ from: undefined, action: undefined, depth: 0, status: breaker.getStatus(), known })
    let broken: Broken | undefined
    for (const node of this.#queue) {
      onState?.(this.#reached.size, node.depth)
      broken = this.#judgeState(node) ?? (node.depth < longest ? this.#expand(node) : undefined)
      if (broken !== undefined) break
    }
    const depth = this.#queue.at(-1)?.depth ?? 0
    return {
      states: this.#reached.size,
      transitions: this.#transitions,
      depth,
      isWhole: broken === undefined && depth < longest,
      judged: this.#judged,
      broken,
    }
  }

  #judgeState(node: Node): Broken | undefined {
    const again = () => this.#replay(pathTo(node))
    for (const rule of stateRules) {
      this.#count(rule.name)
      const holds = rule.holds({ again, status: node.status, config: this.#config })
      if (!holds) return this.#broken(rule, pathTo(node))
    }
    return undefined
  }

  #expand(node: Node): Broken | undefined {
    const path = pathTo(node)
    for (const action of actionsIn(node.known, this.#config, this.#configuration)) {
      const done = step(this.#replay(path), action)
      this.#transitions += 1
      for (const rule of stepRules) {
        if (!rule.when(done)) continue
        this.#count(rule.name)
        if (!rule.holds(done)) return this.#broken(rule, [...path, action])
      }
      const { after: status, learned: known } = done
      const twin = this.#reach({ from: node, action, depth: node.depth + 1, status, known })
      if (twin !== undefined && !this.#isAlike(twin, [...path, action], known)) {
        return this.#broken(merging, [...path, action])
      }
    }
    return undefined
  }

  /** Whether a history leads on to the same states as another one that led to the same; a share of all is looked at. */
  #isAlike(twin: Node, path: readonly Action[], known: Ledger): boolean {
    this.#merged += 1
    if (this.#merged % COMPARED !== 0) return true
    this.#count(merging.name)
    const there = this.#futures(pathTo(twin), twin.known)
    return there === this.#futures(path, known)
  }

  #futures(path: readonly Action[], known: Ledger): string {
    const next = actionsIn(known, this.#config, this.#configuration).map(action => {
      const { after, learned } = step(this.#replay(path), action)
      return fingerprint(after, learned, this.#config)
    })
    return next.sort().join()
  }

  /** The node that was there before, if any. */
  #reach(node: Node): Node | undefined {
    const key = fingerprint(node.status, node.known, this.#config)
    const twin = this.#reached.get(key)
    if (twin !== undefined) return twin
    this.#reached.set(key, node)
    this.#queue.push(node)
    return undefined
  }

  #replay(path: readonly Action[]): World {
    return replay(this.#subject, this.#config, path)
  }

  #count(name: string): void {
    this.#judged.set(name, (this.#judged.get(name) ?? 0) + 1)
  }

  #broken({ name, says }: { name: string; says: string }, path: readonly Action[]): Broken {
    return { rule: name, says, history: historyOf(this.#subject, this.#config, path) }
  }
}

const merging = {
  name: 'merging',
  says: 'two histories that the explorer takes for alike lead on to the same',
}

const pathTo = (node: Node): Action[] => {
  const path: Action[] = []
  for (let at: Node | undefined = node; at?.action !== undefined; at = at.from) path.push(at.action)
  return path.reverse()
}
