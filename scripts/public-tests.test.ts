import { describe, expect, it } from 'vitest'
import { entryFor, insidesIn, publicTests } from './public-tests.ts'

describe('the tests that run on the built files of core', () => {
  it('are those that name no insides', () => {
    expect(publicTests()).toContain('packages/core/src/half-open.test.ts')
    expect(publicTests()).toContain('packages/core/src/http/guard.test.ts')
    expect(publicTests().flatMap(insidesIn)).toEqual([])
  })

  it('leave out one that names insides, which are told', () => {
    const test = 'packages/core/src/http/retry-after.test.ts'
    expect(publicTests()).not.toContain(test)
    expect(insidesIn(test)).toEqual(['requestedWaitMs of packages/core/src/http/retry-after.ts'])
  })

  it.each([
    ['packages/core/src/circuit-breaker.ts', 'index'],
    ['packages/core/src/http/guard.ts', 'http'],
    ['packages/core/src/browser/watch-page.ts', 'browser'],
    // The test's helpers read it too, with its constant turned off.
    ['packages/core/src/words.ts', undefined],
    ['packages/core/src/http/guard.test.ts', undefined],
    ['packages/core/test/harness.ts', undefined],
    ['packages/fetch/src/index.ts', undefined],
  ])('load, instead of %s, the entry %s', (path, entry) => {
    expect(entryFor(path)).toBe(entry)
  })
})
