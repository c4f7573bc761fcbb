import { type ResolvedConfig, resolveConfig } from '@recloser/core'
import { type Action, actionsIn } from './actions.ts'
import type { Configuration } from './configurations.ts'
import { type Broken, type Exploration, type Limits, type Node, pathTo } from './exploration.ts'
import { fingerprint } from './fingerprint.ts'
import { historyOf } from './history.ts'
import { stateRules } from './rules/states.ts'
import { stepRules } from './rules/steps.ts'
import { createWorld, replay, type Subject, step, type World } from './world.ts'

/** One history in so many of those that lead to a state already known is held against the first. */
const COMPARED = 8

/** The rule that guards the explorer itself. */
const merging = {
  name: 'merging',
  says: 'two histories that the explorer takes for alike lead on to the same',
}

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
  /** Nodes that were merged into others, and those others: a share of all. */
  readonly #twins: [node: Node, twin: Node][] = []
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
    const broken = this.#judgeAll(longest, onState) ?? this.#judgeMerging()
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

  #judgeAll(longest: number, onState: Limits['onState']): Broken | undefined {
    for (const node of this.#queue) {
      onState?.(this.#reached.size, node.depth)
      const broken = this.#judgeState(node) ?? (node.depth < longest ? this.#expand(node) : undefined)
      if (broken !== undefined) return broken
    }
    return undefined
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
      this.#reach({ from: node, action, depth: node.depth + 1, status, known })
    }
    return undefined
  }

  /** Whether nodes that were merged lead on to the same states. */
  #judgeMerging(): Broken | undefined {
    for (const [node, twin] of this.#twins) {
      this.#count(merging.name)
      if (this.#futures(node) !== this.#futures(twin)) return this.#broken(merging, pathTo(node))
    }
    return undefined
  }

  #futures(node: Node): string {
    const path = pathTo(node)
    const next = actionsIn(node.known, this.#config, this.#configuration).map(action => {
      const { after, learned } = step(this.#replay(path), action)
      return fingerprint(after, learned, this.#config)
    })
    return next.sort().join()
  }

  #reach(node: Node): void {
    const key = fingerprint(node.status, node.known, this.#config)
    const twin = this.#reached.get(key)
    if (twin === undefined) {
      this.#reached.set(key, node)
      this.#queue.push(node)
      return
    }
    this.#merged += 1
    if (this.#merged % COMPARED === 0) this.#twins.push([node, twin])
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
