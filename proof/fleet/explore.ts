import { type Action, actionsIn, outage, repairs } from './actions.ts'
import { type Broken, brokenBy, type Exploration, historyOf, type Limits, type Node } from './exploration.ts'
import { faults } from './faults.ts'
import { fingerprint } from './fingerprint.ts'
import { type Rule, rules } from './rules.ts'
import { Steps } from './steps.ts'
import type { Ran } from './store-call.ts'
import type { Subject } from './subject.ts'
import { newInstance, type Size, START, type World } from './world.ts'

/** Goes through everything that can happen to a small fleet, breadth first: a broken rule is shown by a shortest history. */
export const explore = (size: Size, subject: Subject, limits: Limits = {}): Exploration =>
  new Explorer(size, subject).run(limits)

class Explorer {
  readonly #size: Size
  readonly #subject: Subject
  readonly #queue: Node[] = []
  readonly #reached = new Set<string>()
  readonly #traces: Ran[][] = []
  #transitions = 0
  #judgements = 0

  constructor(size: Size, subject: Subject) {
    this.#size = size
    this.#subject = subject
  }

  run({ mostStates = Infinity, traceEvery = 0 }: Limits): Exploration {
    const { world, ran } = beginning(this.#size, this.#subject)
    this.#reached.add(fingerprint(world))
    this.#queue.push({ world, from: undefined, says: 'all fail, and the fleet opens', ran, depth: 0 })
    let rule: Broken | undefined
    for (const node of this.#queue) {
      if (this.#reached.size > mostStates) break
      rule = this.#expand(node, traceEvery)
      if (rule !== undefined) break
    }
    return {
      states: this.#reached.size,
      transitions: this.#transitions,
      depth: this.#queue.at(-1)?.depth ?? 0,
      judgements: this.#judgements,
      isWhole: rule === undefined && this.#reached.size <= mostStates,
      broken: rule,
      traces: this.#traces,
    }
  }

  #expand(node: Node, traceEvery: number): Broken | undefined {
    for (const action of [...actionsIn(node.world), ...repairs(node.world)]) {
      const { steps, next } = take(node, action, this.#subject, this.#size)
      this.#transitions += 1
      const key = fingerprint(next.world)
      const isNew = !this.#reached.has(key)
      const rule = this.#judge(node, next, steps.hasForced, isNew)
      if (rule !== undefined) return brokenBy(rule, next)
      if (!isNew) continue
      this.#reached.add(key)
      this.#queue.push(next)
      if (traceEvery > 0 && this.#reached.size % traceEvery === 0)
        this.#traces.push(historyOf(next).flatMap(({ ran }) => [...ran]))
    }
    return undefined
  }

  #judge(node: Node, next: Node, hasForced: boolean, isNew: boolean): Rule | undefined {
    const seen = {
      before: node.world,
      world: next.world,
      hasForced,
      subject: this.#subject,
      size: this.#size,
    }
    return rules.find(rule => {
      // Where a state leads was judged when it was new; how it was reached is judged each time.
      if (!isNew && rule.name === 'never locked out') return false
      this.#judgements += 1
      return !rule.holds(seen)
    })
  }
}

/** All know of each other, and the first outage has just opened the fleet: what comes before is the same for all. */
const beginning = (size: Size, subject: Subject): Steps => {
  const world: World = {
    now: 0,
    stores: [subject.newStore()],
    offsets: [START],
    instances: Array.from({ length: size.instances }, () => newInstance(0)),
    operations: [],
    faultKinds: size.faultKinds,
    faultsLeft: size.faults,
    suspicionsLeft: size.suspicions - 1,
    asksToWaitLeft: size.asksToWait,
    hasLost: false,
    hadFault: false,
  }
  const steps = new Steps(world, subject, size)
  outage(steps, 0)
  for (const kind of size.begins) {
    faults(steps.world)
      .find(fault => fault.kind === kind)
      ?.act(steps)
  }
  steps.world = { ...steps.world, faultsLeft: size.faults }
  return steps
}

const take = (node: Node, action: Action, subject: Subject, size: Size): { steps: Steps; next: Node } => {
  const steps = new Steps(node.world, subject, size)
  action.act(steps)
  const next = { world: steps.world, from: node, says: action.says, ran: steps.ran, depth: node.depth + 1 }
  return { steps, next }
}
