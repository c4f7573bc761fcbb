import { type BuildOptions, build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { smallEntry } from '../tsup.base.ts'
import { inShortWords, shortNames } from './small-build.ts'

/** What the small build makes of a source that stands beside core's `words.ts`. */
async function small(source: string): Promise<string> {
  const { esbuildOptions, esbuildPlugins } = smallEntry('index', 'src/index.ts')
  const options: BuildOptions = { bundle: true, format: 'esm', target: 'es2022', plugins: esbuildPlugins }
  esbuildOptions(options)
  const stdin = { contents: source, resolveDir: 'packages/core/src', loader: 'ts' } as const
  const { outputFiles } = await build({ ...options, stdin, mangleCache: shortNames([source]), write: false })
  return outputFiles[0]?.text ?? ''
}

const inWords = `import { DEV } from './words.ts'\n`

describe('the small build', () => {
  it.each([
    [`if (DEV) console.warn('long words')`],
    [`const explain = () => { if (DEV) { const text = 'long words'; console.warn(text) } }; explain()`],
    [`throw new RangeError(DEV ? 'long words' : 'jitter')`],
    [`export const WORDS = DEV ? { jitter: 'long words' } : {}`],
    [
      `export const fail = (value) => { throw new RangeError(DEV ? \`jitter: long words, got \${value}\` : 'jitter') }`,
    ],
    [`export const check = (ensure, value) => ensure(value > 1, 'jitter', DEV && 'long words', value)`],
  ])('leaves no word of %s', async source => {
    const built = await small(inWords + source)
    expect(built).not.toContain('words')
    expect(built).not.toContain('DEV')
  })

  it('keeps the checks and the short words', async () => {
    const built = await small(
      `${inWords}export const check = value => { if (value > 1) throw new RangeError(DEV ? 'long words' : 'jitter') }`,
    )
    expect(built).toMatch(/value > 1.*throw new RangeError\("jitter"\)/s)
  })

  it('shortens names with an underscore, fields and methods, and no other', async () => {
    const built = await small(
      `export class Box { _content = 1; shown = 2; _open() { return this._content } }`,
    )
    expect(built).toContain('_0 = 1')
    expect(built).toContain('return this._0')
    expect(built).toContain('_1()')
    expect(built).toContain('shown = 2')
  })

  it('refuses sources that declare the constant in other words, or never', () => {
    expect(() => inShortWords('export const DEV = true')).toThrow('must hold once')
    expect(inShortWords('export const DEV: boolean = true\n')).toBe('export const DEV: boolean = false\n')
  })
})

describe('short names', () => {
  it('are the same whatever the order of the sources', () => {
    const [one, two] = ['this._state + this._window', 'circuit._state + circuit._peers']
    expect(shortNames([one, two])).toEqual(shortNames([two, one]))
  })

  it('differ, the shortest for the most used', () => {
    const many = Array.from({ length: 100 }, (_, index) => `_name${index}`)
    const names = shortNames([...many, '_often _often'])
    expect(names['_often']).toBe('_0')
    expect(new Set(Object.values(names)).size).toBe(101)
  })

  it('are not for what only holds an underscore, or begins with two', () => {
    expect(shortNames(['MAX_COUNT + snake_case + __esModule + $_x + _1'])).toEqual({})
  })
})
