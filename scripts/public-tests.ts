import { existsSync, globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { parseSync } from 'oxc-parser'

/** Tests of core that can run on its built files: those that use, of its sources, what its entries export. */

const entryOf: Readonly<Record<string, string>> = {
  'packages/core/src': 'index',
  'packages/core/src/http': 'http',
  'packages/core/src/browser': 'browser',
}

const words = 'packages/core/src/words.ts'

/** The entry that stands for a source file of core: `http` for `packages/core/src/http/guard.ts`. None for other files. */
export function entryFor(path: string): string | undefined {
  const isSource = path.endsWith('.ts') && !/\.(test|test-d|d)\.ts$/.test(path)
  return isSource && path !== words ? entryOf[posix.dirname(path)] : undefined
}

/** The names that a test, or a helper of tests that it imports, takes of core's sources and that no entry exports. */
export function insidesIn(path: string): string[] {
  const source = readFileSync(path, 'utf8')
  return parseSync(path, source).module.staticImports.flatMap(({ moduleRequest, entries }) => {
    if (!moduleRequest.value.startsWith('.')) return []
    const target = posix.join(posix.dirname(path), moduleRequest.value)
    const entry = entryFor(target)
    if (entry === undefined) return target.startsWith('packages/core/test/') ? insidesIn(target) : []
    const names = entries.filter(({ isType }) => !isType).map(({ importName }) => importName.name ?? '*')
    return names.filter(name => !exportsOf(entry).has(name)).map(name => `${name} of ${target}`)
  })
}

const exportsOf = (entry: string): Set<string> => {
  const index = ['packages/core/src', `packages/core/src/${entry}`]
    .map(room => `${room}/index.ts`)
    .find(path => entryOf[posix.dirname(path)] === entry && existsSync(path))
  if (index === undefined) throw new Error(`no source of the entry ${entry}`)
  const { staticExports } = parseSync(index, readFileSync(index, 'utf8')).module
  return new Set(
    staticExports.flatMap(({ entries }) =>
      entries.filter(({ isType }) => !isType).flatMap(({ exportName }) => exportName.name ?? []),
    ),
  )
}

/** Every test of core beside its sources that uses public names alone. */
export const publicTests = (): string[] =>
  globSync('packages/core/src/**/*.test.ts', { exclude: ['**/*.browser.test.ts'] })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => insidesIn(path).length === 0)
    .toSorted()
