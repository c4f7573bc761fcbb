import { readFileSync } from 'node:fs'
import { posix, relative, resolve } from 'node:path'
import { defaultServerConditions, type Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { entryFor, publicTests } from './scripts/public-tests.ts'
import { inShortWords } from './scripts/small-build.ts'
import { TallyReporter } from './scripts/tally-reporter.ts'

/**
 * The tests of what users see, on the files that pages in production get: short words, short private names. The sources of
 * core must not be loaded beside them, so an import of one is an import of the entry that exports it.
 */
const source = '@recloser/source'
const dist = (entry: string): string => resolve(`packages/core/dist/${entry}.small.js`)

// Is about full words.
const inFullWords = ['packages/core/src/words.test.ts']
// Looks at what core keeps by names of its own.
const byPrivateNames = ['packages/core/src/http/stacked.test.ts']

const smallCore: Plugin = {
  name: 'small-core',
  enforce: 'pre',
  resolveId(id, importer) {
    const [, entry] = /^@recloser\/core(?:\/(.+))?$/.exec(id) ?? []
    if (id === '@recloser/core' || entry !== undefined) return dist(entry ?? 'index')
    if (importer === undefined || !id.startsWith('.')) return undefined
    const path = relative(process.cwd(), resolve(importer, '..', id)).replaceAll('\\', '/')
    const own = entryFor(posix.normalize(path))
    return own === undefined ? undefined : dist(own)
  },
  load(id) {
    return id.endsWith('/packages/core/src/words.ts') ? inShortWords(readFileSync(id, 'utf8')) : undefined
  },
}

export default defineConfig({
  plugins: [smallCore],
  resolve: { conditions: [source, ...defaultServerConditions] },
  ssr: { resolve: { conditions: [source, ...defaultServerConditions] } },
  test: {
    name: 'small',
    testTimeout: 15_000,
    hookTimeout: 15_000,
    include: [
      ...publicTests(),
      'packages/core/test/*.test.ts',
      // One client's share of the contract is enough: what differs between the builds is core.
      'packages/fetch/test/**/*.test.ts',
      'packages/{axios,ky}/test/{compliance,regressions}/*.test.ts',
    ],
    exclude: ['**/*.browser.test.ts', '**/node_modules/**', ...inFullWords, ...byPrivateNames],
    onConsoleLog: log => !/planned network error|\[MSW\] Encountered an unhandled exception/.test(log),
    reporters: ['default', new TallyReporter()],
  },
})
