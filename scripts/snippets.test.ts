import { describe, expect, it } from 'vitest'
import { snippetsIn } from './snippets.ts'

const page = (...lines: string[]): string => lines.join('\n')

describe('the code on a page', () => {
  it('keeps its line numbers', () => {
    expect(snippetsIn(page('# Title', '```ts', 'const a = 1', '```'))).toEqual([
      { line: 3, extension: 'ts', code: '\n\nconst a = 1' },
    ])
  })

  it('goes on where a block is continued', () => {
    const [snippet, ...others] = snippetsIn(
      page('```ts', 'const a = 1', '```', 'then', '```ts continued', 'a', '```'),
    )
    expect(others).toEqual([])
    expect(snippet?.code.split('\n')).toEqual(['', 'const a = 1', '', '', '', 'a'])
  })

  it('is one with elements where its block, or one that goes on from it, says tsx', () => {
    const extensions = (...lines: string[]) => snippetsIn(page(...lines)).map(({ extension }) => extension)
    expect(extensions('```tsx', '<p />', '```', '```ts continued', 'a', '```')).toEqual(['tsx'])
    expect(extensions('```ts', 'a', '```', '```tsx continued', '<p />', '```', '```ts', '```')).toEqual([
      'tsx',
      'ts',
    ])
  })

  it('is read out of a list', () => {
    expect(snippetsIn(page('- so:', '  ```ts', '  f()', '  ```'))[0]?.code).toBe('\n\nf()')
  })

  it('is left out in other languages, and where a reason is given', () => {
    expect(snippetsIn(page('```sh', 'npm test', '```', '```ts ignore: shows an error', 'x', '```'))).toEqual(
      [],
    )
  })

  it('does not end at a shorter fence', () => {
    expect(snippetsIn(page('````md', '```ts', 'nonsense', '```', '````'))).toEqual([])
  })

  it.each([
    ['is ignored without a reason', '```ts ignore', '```'],
    ['continues nothing', '```ts continued', '```'],
    ['has an unknown mark', '```ts twoslash', '```'],
    ['does not end', 'text', '```ts'],
  ])('is refused where a block %s', (_what, ...lines) => {
    expect(() => snippetsIn(page(...lines))).toThrow(/^line \d: /)
  })
})
