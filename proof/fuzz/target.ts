import fc, { type Arbitrary } from 'fast-check'

/** Something that takes input from strangers, and what holds for every input. */
export interface Target {
  readonly name: string
  readonly says: string
  /** @returns fast-check's report when it does not hold, with the smallest input and the path to it */
  readonly run: (effort: Effort) => Promise<string | undefined>
}

export interface Effort {
  readonly seed: number
  /** How many inputs. */
  readonly runs: number
  /** Where fast-check found its counterexample, to go there at once. */
  readonly path?: string | undefined
  /** Called with each input. */
  readonly onInput?: (() => void) | undefined
}

/**
 * A target of these inputs.
 *
 * @param holds throws for an input for which it does not hold
 * @param examples tried before all others
 */
export const target = <Input>(
  name: string,
  says: string,
  inputs: Arbitrary<Input>,
  holds: (input: Input) => void | Promise<void>,
  examples: readonly Input[] = [],
): Target => ({
  name,
  says,
  run: async ({ seed, runs, path, onInput }) => {
    const property = fc.asyncProperty(inputs, async input => {
      onInput?.()
      await holds(input)
    })
    const found = await fc.check(property, {
      seed,
      numRuns: runs,
      examples: examples.map((input): [Input] => [input]),
      ...(path !== undefined && { path }),
    })
    if (!found.failed) return undefined
    return `${await fc.asyncDefaultReportMessage(found)}\n${String(found.errorInstance)}`
  },
})

/** @throws Error with the sentence and what was seen, when it is not so */
export const must = (isSo: boolean, sentence: string, seen?: unknown): void => {
  if (!isSo) throw new Error(`${sentence}: ${fc.stringify(seen)}`)
}
