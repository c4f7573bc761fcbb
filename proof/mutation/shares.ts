/** What is mutated in one run of Stryker, and the tests that must notice. */
export interface Share {
  readonly name: string
  /** Globs of sources, as Stryker reads them. */
  readonly mutate: readonly string[]
  /** Globs of test files, as Vitest reads them. */
  readonly tests: readonly string[]
  /** How many mutants the tests must notice at least, in per cent, equivalent ones counted as missed. */
  readonly leastScore: number
}

const core = 'packages/core/src'
/** Of a whole room; a single file may have more that is for the types or for speed, and is held by the list. */
const LEAST_SCORE = 95
/** Pure files, by the test beside each. `lastCalls` is tested with the other window. */
const pure = ['trip', 'window', 'backoff', 'http/retry-after', 'http/route']
const pureBesideWindow = ['last-calls']

/** Each room by its own tests: what only a neighbour's test notices is not guarded. */
const rooms: readonly Share[] = [
  {
    name: 'core',
    mutate: [`${core}/!(*.test|*.test-d|*.d).ts`],
    tests: [`${core}/*.test.ts`, 'packages/core/test/*.test.ts'],
    leastScore: LEAST_SCORE,
  },
  {
    name: 'http',
    mutate: [`${core}/http/!(*.test|*.test-d).ts`],
    tests: [`${core}/http/*.test.ts`],
    leastScore: LEAST_SCORE,
  },
]

/** What CI has time for: the pure files, by the tests beside them alone. */
const quick: Share = {
  name: 'pure files',
  mutate: [...pure, ...pureBesideWindow].map(name => `${core}/${name}.ts`),
  tests: pure.map(name => `${core}/${name}.test.ts`),
  leastScore: 0,
}

/**
 * What the words of the command ask for: `--quick`, rooms by name, or files; nothing: both rooms.
 *
 * @throws RangeError when a word is none of these
 */
export const sharesOf = (words: readonly string[]): readonly Share[] => {
  if (words.includes('--quick')) return [quick]
  if (words.length === 0) return rooms
  const named = rooms.filter(({ name }) => words.includes(name))
  return named.length > 0 ? named : sharesOfFiles(words)
}

const sharesOfFiles = (files: readonly string[]): Share[] => {
  const stray = files.find(file => !/^packages\/core\/src\/(http\/)?[\w-]+\.ts$/.test(file))
  if (stray !== undefined) throw new RangeError(`${stray} is no room, and no file of ${core} or ${core}/http`)
  const inHttp = (file: string): boolean => file.startsWith(`${core}/http/`)
  return rooms
    .map(room => ({
      ...room,
      leastScore: 0,
      mutate: files.filter(file => inHttp(file) === (room.name === 'http')),
    }))
    .filter(({ mutate }) => mutate.length > 0)
}
