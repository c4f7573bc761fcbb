import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { broken, claims } from './claims.ts'

const results = JSON.parse(readFileSync('bench/results.json', 'utf8')) as {
  targets: { what: string; median: number }[]
}

describe('what texts for users claim', () => {
  it.each(claims)('$file: “$words” is what the last run measured', claim => {
    expect(broken(claim, readFileSync(claim.file, 'utf8'), results.targets)).toBeUndefined()
  })

  it('is told to have drifted when it is no longer so, or no longer said', () => {
    const claim = { file: 'README.md', words: 'less than half', what: 'a call', below: 0.5 }
    const measured = (median: number) => [{ what: 'a call', median }]
    expect(broken(claim, 'costs less\nthan half', measured(0.49))).toBeUndefined()
    expect(broken(claim, 'costs less\nthan half', measured(0.5))).toBe(
      'README.md says "less than half", measured: 0.5',
    )
    expect(broken(claim, 'costs little', measured(0.1))).toBe('README.md does not say "less than half"')
    expect(broken(claim, 'less than half', [])).toBe('"a call" was not measured')
  })
})
