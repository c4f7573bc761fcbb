import { expect, it } from 'vitest'
import type { TestCase, TestModule } from 'vitest/node'
import { count, sentence } from './tally-reporter.ts'

type State = ReturnType<TestCase['result']>['state']

const module = (states: State[], errors: string[] = []): Pick<TestModule, 'children' | 'errors'> =>
  ({
    errors: () => errors.map(message => ({ message })),
    children: { allTests: () => states.map(state => ({ result: () => ({ state }) })).values() },
  }) as unknown as TestModule

it('counts tests by their result over all modules', () => {
  const modules = [module(['passed', 'failed', 'passed']), module(['skipped', 'passed'])]
  expect(count(modules, 0)).toEqual({ passed: 3, failed: 1, skipped: 1 })
})

it('counts a module that cannot load as failed', () => {
  expect(count([module([], ['no such file'])], 0).failed).toBe(1)
})

it('counts an error outside of any test as failed', () => {
  expect(count([module(['passed'])], 2).failed).toBe(2)
})

it('counts a test that never came to an end as failed', () => {
  expect(count([module(['pending'])], 0).failed).toBe(1)
})

it('says the numbers in the agreed form', () => {
  expect(sentence({ passed: 3, failed: 0, skipped: 1 })).toBe('3 passed, 0 failed, 1 skipped')
})
