import { expect, it } from 'vitest'
import { skipped } from './skip-browser-tests.ts'

it('keeps the names of the tests, and runs none', () => {
  const source = `import { it } from 'vitest'
import { setupWorker } from 'msw/browser'
it('answers', async () => {})
  test("it's torn", () => {})`
  expect(skipped(source)).toBe(`import { it } from 'vitest'\nit.skip("answers")\nit.skip("it's torn")\n`)
})

it('counts a file whose names are computed as one test', () => {
  expect(skipped('for (const { name, run } of contract) it(name, run)')).toContain(
    `it.skip("needs Chromium")`,
  )
})
