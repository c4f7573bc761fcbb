import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const inRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** How the mutants meet the tests: Stryker copies this file with the sources, and reads it in every one of its processes. */
export default defineConfig({
  root: inRoot(''),
  // By its name core would be found through node_modules, outside the copy, where nothing is mutated.
  resolve: {
    alias: {
      // Before the shorter name, which would be found in it.
      '@recloser/core/http': inRoot('packages/core/src/http/index.ts'),
      '@recloser/core': inRoot('packages/core/src/index.ts'),
    },
  },
  test: {
    include: process.env['MUTATION_TESTS']?.split(' ') ?? [],
    // Processes of a test's own run no mutants, and take longer than all other tests.
    exclude: ['**/scale.test.ts'],
    // Every mutant has a worker of its own; its test files share it.
    isolate: false,
  },
})
