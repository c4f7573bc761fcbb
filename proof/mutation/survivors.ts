import type { MutantResult } from './stryker.ts'

type Place = Pick<MutantResult, 'location' | 'replacement'>

/** A mutant as a reader sees it: its line before and after, so that it is known again when others move it. */
export interface Mutant {
  /** Relative to the root. */
  readonly file: string
  readonly before: string
  readonly after: string
}

/** What a run says about the list of equivalent mutants. */
export interface Comparison {
  /** Survivors that the list lacks: a test is missing. */
  readonly unlisted: readonly Mutant[]
  /** Entries without their survivor: it is gone, or a test kills it. */
  readonly stale: readonly Mutant[]
}

/** The mutant's line, without what surrounds it; where it spans several, the first, and all of what they become. */
export const mutantOf = (file: string, source: string, result: Place): Mutant => {
  const { start, end } = result.location
  const lines = source.split('\n')
  const first = lines[start.line - 1] ?? ''
  const last = lines[end.line - 1] ?? ''
  const after = first.slice(0, start.column - 1) + result.replacement + last.slice(end.column - 1)
  return { file, before: first.trim(), after: after.trim().replace(/\s+/g, ' ') }
}

/** Compares the survivors of these files with what is listed for them; each entry accounts for one survivor. */
export const compare = (
  survivors: readonly Mutant[],
  listed: readonly Mutant[],
  files: ReadonlySet<string>,
): Comparison => {
  const left = listed.filter(({ file }) => files.has(file))
  const unlisted = survivors.filter(survivor => {
    const index = left.findIndex(entry => isSame(entry, survivor))
    if (index >= 0) left.splice(index, 1)
    return index < 0
  })
  return { unlisted, stale: left }
}

const isSame = (one: Mutant, other: Mutant): boolean =>
  one.file === other.file && one.before === other.before && one.after === other.after
