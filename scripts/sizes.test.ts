import { expect, it } from 'vitest'
import { measure } from './sizes.ts'

it('counts what an import draws in', async () => {
  const one = await measure({ code: `export { parse } from 'yaml'` })
  expect(one).toBeGreaterThan(await measure({ code: 'export const one = 1' }))
})

it('leaves out what the user has anyway, subpaths included', async () => {
  const code = `export * from 'msw/http'`
  expect(await measure({ code, external: ['msw'] })).toBeLessThan(100)
})
