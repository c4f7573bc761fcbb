import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import type { Share } from './shares.ts'

/** What became of one mutant. */
export type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number]

/** Runs every mutant of the share, on a copy of the sources. @throws when the tests fail without any */
export const runMutants = async ({ mutate, tests }: Share): Promise<MutantResult[]> => {
  // Not in the checkout, where linters and compilers would find it.
  const tempDirName = mkdtempSync(join(realpathSync(tmpdir()), 'mutants-'))
  process.env['MUTATION_TESTS'] = tests.join(' ')
  try {
    return await new Stryker({
      mutate: [...mutate],
      tempDirName,
      cleanTempDir: 'always',
      ignorePatterns: [
        '**',
        '!packages/core/{src,test}/**',
        '!{package.json,tsconfig*.json}',
        '!packages/core/{package.json,tsconfig.json}',
        '!proof/mutation/vitest.config.ts',
      ],
      plugins: ['@stryker-mutator/vitest-runner'],
      testRunner: 'vitest',
      // Threads start in half the time of processes. Stryker says itself which tests a mutant needs.
      vitest: { configFile: 'proof/mutation/vitest.config.ts', pool: 'threads', related: false },
      coverageAnalysis: 'perTest',
      concurrency: availableParallelism(),
      // Stryker would rewrite it by TypeScript's compiler API, which TypeScript 7 has not. There is none of this name.
      tsconfigFile: 'tsconfig.mutation.json',
      reporters: [process.stdout.isTTY ? 'progress' : 'progress-append-only'],
      allowConsoleColors: process.stdout.isTTY,
    }).runMutationTest()
  } finally {
    rmSync(tempDirName, { recursive: true, force: true })
  }
}
