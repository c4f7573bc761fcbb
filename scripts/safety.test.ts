import { describe, expect, it } from 'vitest'
import { unsafeCode, unsafeManifest } from './safety.ts'

const path = 'packages/core/src/trip.ts'

describe('published code', () => {
  it.each([
    ['eval', `eval('1')`],
    ['eval by another name', `const run = globalThis.eval`],
    ['a function made of text', `const f = new Function('return 1')`],
    ['the same without new', `const f = Function('return 1')`],
    ['a pattern made from input', `const match = (text: string) => new RegExp(text)`],
    ['the same from the global object', `const match = (text: string) => new globalThis.RegExp(text)`],
    ['the same without new', `const match = (text: string) => RegExp(text, 'u')`],
    ['a pattern made from a template', `const match = (text: string) => new RegExp(\`^\${text}\`)`],
    ['a timer of text', `setTimeout('alert()', 5)`],
  ])('is refused with %s, and the place is named', (_what, source) => {
    expect(unsafeCode(path, `// first line\n${source}`)).toEqual([expect.stringMatching(/trip\.ts:2: /)])
  })

  it.each([
    `const pattern = /^[a-z]+$/i`,
    `const pattern = new RegExp('^a+$')`,
    `type Run = (run: () => void) => void`,
    `setTimeout(() => {}, 5)`,
    `const fn = (value: unknown) => typeof value === 'function'`,
  ])('may hold %s', source => {
    expect(unsafeCode(path, source)).toEqual([])
  })

  it('is not judged where it does not parse', () => {
    expect(() => unsafeCode(path, 'const {')).toThrow(SyntaxError)
  })
})

describe('a published manifest', () => {
  it('may name what the rule allows', () => {
    const scripts = { build: 'tsup', test: 'vitest' }
    expect(unsafeManifest({ name: '@recloser/core', scripts })).toEqual([])
    expect(unsafeManifest({ name: '@recloser/ky', dependencies: { '@recloser/core': '^1.0.0' } })).toEqual([])
  })

  it.each([
    ['a script that runs at installation', { scripts: { postinstall: 'node evil.js' } }],
    ['a dependency', { dependencies: { ms: '2.0.0' } }],
    ['an optional dependency', { optionalDependencies: { ms: '2.0.0' } }],
    ['bundled dependencies', { bundledDependencies: ['ms'] }],
  ])('is refused with %s', (_what, manifest) => {
    expect(unsafeManifest({ name: '@recloser/core', ...manifest })).toHaveLength(1)
  })
})
