import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** How a test run went, in numbers. */
export interface Tally {
  passed: number
  failed: number
  skipped: number
}

/** Ends the output of a test run with one line, `N passed, N failed, N skipped`. */
export class TallyReporter implements Reporter {
  // Until the run has ended it has not succeeded.
  #tally: Tally = { passed: 0, failed: 1, skipped: 0 }

  onInit(): void {
    // At exit, because coverage, closing browsers and other reporters print after the run has ended.
    process.on('exit', () => console.log(`\n${sentence(this.#tally)}`))
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    this.#tally = count(modules, unhandled.length)
  }
}

/** The sum over test modules; a module that could not load, and an error outside of any test, counts as failed. */
export function count(modules: readonly Pick<TestModule, 'children' | 'errors'>[], unhandled: number): Tally {
  const tally = { passed: 0, failed: unhandled, skipped: 0 }
  for (const module of modules) {
    tally.failed += module.errors().length
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      tally[state === 'pending' ? 'failed' : state] += 1
    }
  }
  return tally
}

/** `3 passed, 0 failed, 1 skipped` */
export function sentence({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
