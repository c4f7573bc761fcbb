import type { Suite } from '../suites.ts'
import type { Sample } from './case.ts'
import { Child } from './child.ts'
import { shuffled } from './random.ts'

/** The figures of all rounds, by `suite/case:unit`. */
export type Figures = Readonly<Record<string, readonly number[]>>

/**
 * Measures the cases of a suite in rounds: within one every case has its turn, in another order each time.
 *
 * @param told is called before each turn with the share that is done, in [0, 1)
 */
export const run = async (
  suite: Suite,
  random: () => number,
  told: (share: number) => void,
): Promise<Figures> => {
  const { cases, effort } = suite
  const samples = new Map<string, Sample[]>(cases.map(name => [name, []]))
  const turns = effort.processes * effort.rounds * cases.length
  let done = 0
  for (let process = 0; process < effort.processes; process += 1) {
    const children = new Children(suite)
    try {
      for (let left = effort.rounds; left > 0; left -= 1) {
        for (const name of shuffled(cases, random)) {
          told(done / turns)
          samples.get(name)?.push(await children.measure(name, left === 1))
          done += 1
        }
      }
    } finally {
      await children.stop()
    }
  }
  return figuresOf(suite.name, samples)
}

const figuresOf = (suite: string, samples: ReadonlyMap<string, readonly Sample[]>): Figures => {
  const figures: Record<string, number[]> = {}
  for (const [name, ofCase] of samples) {
    for (const [unit, figure] of ofCase.flatMap(sample => Object.entries(sample))) {
      const key = `${suite}/${name}:${unit}`
      figures[key] = [...(figures[key] ?? []), figure]
    }
  }
  return figures
}

/** The processes of the cases of one suite: each starts with its first round and ends with its last. */
class Children {
  readonly #suite: Suite
  readonly #running = new Map<string, Child>()

  constructor(suite: Suite) {
    this.#suite = suite
  }

  async measure(name: string, isLast: boolean): Promise<Sample> {
    const child = this.#running.get(name) ?? (await this.#start(name))
    const sample = await child.measure()
    if (isLast) await this.#end(name, child)
    return sample
  }

  async stop(): Promise<void> {
    for (const [name, child] of this.#running) await this.#end(name, child)
  }

  async #start(name: string): Promise<Child> {
    const { worker, file, words } = this.#suite
    const child = await Child.start(worker, [file, name, ...words], FLAGS[worker])
    this.#running.set(name, child)
    return child
  }

  async #end(name: string, child: Child): Promise<void> {
    this.#running.delete(name)
    await child.stop()
  }
}

const FLAGS: Readonly<Record<Suite['worker'], readonly string[]>> = {
  time: [],
  // So large that nothing is collected while bytes are counted.
  bytes: ['--expose-gc', '--min-semi-space-size=64', '--max-semi-space-size=64'],
  memory: ['--expose-gc'],
  idle: [],
  import: [],
  cpu: [],
}
