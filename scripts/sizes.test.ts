import { describe, expect, it } from 'vitest'
import { drift, measure, measureInVite } from './sizes.ts'

describe.each([
  ['esbuild', measure],
  ['Vite', measureInVite],
])('the size with %s', (_bundler, measured) => {
  it('counts what an import draws in', async () => {
    const one = await measured({ code: `export { parse } from 'yaml'` })
    expect(one).toBeGreaterThan(await measured({ code: 'export const one = 1' }))
  })

  it('leaves out what the user has anyway, subpaths included', async () => {
    const code = `export * from 'msw/http'`
    expect(await measured({ code, external: ['msw'] })).toBeLessThan(100)
  })

  it('is that of a page in production', async () => {
    const code = `export const mode = process.env.NODE_ENV === 'production' ? 1 : '${'long '.repeat(100)}'`
    expect(await measured({ code })).toBeLessThan(60)
  })
})

it('tells when a text claims another size than was measured, wherever its lines break', () => {
  const claim = 'one breaker is {kB} kB'
  expect(drift('compressed, one\nbreaker is 5.6 kB.', claim, 5_649)).toBeUndefined()
  expect(drift('compressed, one breaker is 5.6 kB.', claim, 5_651)).toBe('one breaker is 5.7 kB')
})
