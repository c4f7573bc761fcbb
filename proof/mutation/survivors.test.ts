import { describe, expect, it } from 'vitest'
import { compare, mutantOf } from './survivors.ts'

const file = 'packages/core/src/trip.ts'
const source = `const rate = (part: number, all: number) => {
  if (all > 0) {
    return part / all
  }
  return 0
}
`
const mutant = (after: string, before = 'if (all > 0) {') => ({ file, before, after })

describe('mutantOf', () => {
  const between = (start: [number, number], end: [number, number], replacement: string) =>
    mutantOf(file, source, {
      location: {
        start: { line: start[0], column: start[1] },
        end: { line: end[0], column: end[1] },
      },
      replacement,
    })

  it('shows the line before and after, without what surrounds it', () => {
    expect(between([2, 7], [2, 14], 'all >= 0')).toEqual(mutant('if (all >= 0) {'))
  })

  it('shows what several lines become in one', () => {
    expect(between([2, 16], [4, 4], '{}')).toEqual(mutant('if (all > 0) {}'))
    expect(between([2, 16], [4, 4], '{\n    return 1;\n  }')).toEqual(mutant('if (all > 0) { return 1; }'))
  })

  it('is the same when the line moves', () => {
    const moved = mutantOf(file, `\n${source}`, {
      location: { start: { line: 3, column: 7 }, end: { line: 3, column: 14 } },
      replacement: 'true',
    })
    expect(moved).toEqual(between([2, 7], [2, 14], 'true'))
  })
})

describe('compare', () => {
  const listed = [mutant('if (true) {'), mutant('if (all >= 0) {')]
  const files = new Set([file])

  it('has nothing to say where the list and the survivors agree', () => {
    expect(compare(listed.toReversed(), listed, files)).toEqual({ unlisted: [], stale: [] })
  })

  it('tells of a survivor that is not listed', () => {
    const survivor = mutant('if (false) {')
    expect(compare([...listed, survivor], listed, files)).toEqual({ unlisted: [survivor], stale: [] })
  })

  it('tells of an entry whose mutant did not survive', () => {
    expect(compare(listed.slice(1), listed, files)).toEqual({ unlisted: [], stale: listed.slice(0, 1) })
  })

  it('accounts for one survivor by each entry, though two look the same', () => {
    const twin = mutant('if (true) {')
    expect(compare([...listed, twin], listed, files)).toEqual({ unlisted: [twin], stale: [] })
  })

  it('does not take the same line of another file for it', () => {
    const other = { ...mutant('if (true) {'), file: 'packages/core/src/state.ts' }
    expect(compare([other], [], files).unlisted).toEqual([other])
    expect(compare([other], listed.slice(0, 1), files)).toEqual({
      unlisted: [other],
      stale: listed.slice(0, 1),
    })
  })

  it('says nothing of entries whose files were not mutated', () => {
    expect(compare([], listed, new Set())).toEqual({ unlisted: [], stale: [] })
  })
})
