import { expect, it } from 'vitest'
import { drift, measure } from './sizes.ts'

it('counts what an import draws in', async () => {
  const one = await measure({ code: `export { parse } from 'yaml'` })
  expect(one).toBeGreaterThan(await measure({ code: 'export const one = 1' }))
})

it('leaves out what the user has anyway, subpaths included', async () => {
  const code = `export * from 'msw/http'`
  expect(await measure({ code, external: ['msw'] })).toBeLessThan(100)
})

it('tells when a text claims another size than was measured, wherever its lines break', () => {
  const claim = 'one breaker is {kB} kB'
  expect(drift('compressed, one\nbreaker is 5.6 kB.', claim, 5_649)).toBeUndefined()
  expect(drift('compressed, one breaker is 5.6 kB.', claim, 5_651)).toBe('one breaker is 5.7 kB')
})
