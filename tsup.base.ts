import { globSync, readFileSync } from 'node:fs'
import type { BuildOptions, Plugin } from 'esbuild'
import { inShortWords, isPrivateName, shortNames } from './scripts/small-build.ts'

/** What the builds of all packages share; a part of tsup's options. */
interface Build {
  entry: Record<string, string>
  format: ('esm' | 'cjs')[]
  platform: 'neutral' | 'node'
  target: string
  dts: boolean
  sourcemap: boolean
  splitting: boolean
  removeNodeProtocol: boolean
}

interface SmallBuild extends Build {
  esbuildPlugins: Plugin[]
  esbuildOptions: (options: BuildOptions) => void
}

/** One file an entry, as ESM and CommonJS with types. Each entry of a package is a build of its own. */
export const entry = (name: string, source: string): Build => ({
  entry: { [name]: source },
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  sourcemap: true,
  splitting: false,
  removeNodeProtocol: false,
})

/** The same entry once more for pages in production, beside the first: same types, short words, short private names. */
export const smallEntry = (name: string, source: string): SmallBuild => ({
  ...entry(`${name}.small`, source),
  dts: false,
  esbuildPlugins: [shortWords],
  esbuildOptions: options => {
    options.minifySyntax = true
    options.mangleProps = isPrivateName
    options.mangleCache = shortNames(sources())
  },
})

const shortWords: Plugin = {
  name: 'short-words',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]words\.ts$/ }, ({ path }) => ({
      contents: inShortWords(readFileSync(path, 'utf8')),
      loader: 'ts',
    }))
  },
}

// Of the whole package, which is where tsup runs: what one entry names in short, another one may read.
const sources = (): string[] =>
  globSync('src/**/*.ts', { exclude: ['**/*.test.ts', '**/*.test-d.ts', '**/*.d.ts'] })
    .toSorted()
    .map(path => readFileSync(path, 'utf8'))
