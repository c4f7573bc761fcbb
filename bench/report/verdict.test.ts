import { describe, expect, it } from 'vitest'
import { suitesOf } from '../suites.ts'
import { sentenceOf } from './sentence.ts'
import { targets } from './targets.ts'
import { judge, slackOf, type Target } from './verdict.ts'

const target: Target = {
  what: 'call',
  unit: '×',
  limit: 1.5,
  of: ['closed/ours:ns', 'closed/bare:ns'],
  figure: ([ours = 0, bare = 1]) => ours / bare,
  quick: 'twice',
}
const of = (...ratios: number[]) => ({
  'closed/ours:ns': ratios.map(ratio => ratio * 50),
  'closed/bare:ns': ratios.map(() => 50),
})

describe('judge', () => {
  it('goes by the lower quartile where it gives slack, since a busy machine only makes things slower', () => {
    const rounds = of(1.4, 2.9, 3.5, 9, 30)
    expect(judge(target, rounds, 2).isMet).toBe(true)
    expect(judge(target, of(3.1, 3.1, 3.5, 9, 30), 2).isMet).toBe(false)
  })

  it('holds the median of the ratios against the limit', () => {
    expect(judge(target, of(1.4, 1.5, 9))).toMatchObject({ isMet: true, summary: { median: 1.5, rounds: 3 } })
    expect(judge(target, of(1.4, 1.6, 1.7)).isMet).toBe(false)
  })

  it('allows so many times the limit', () => {
    expect(judge(target, of(2.9), slackOf(target)).isMet).toBe(true)
    expect(judge(target, of(3.1), slackOf(target)).isMet).toBe(false)
    expect(judge({ ...target, quick: 'exact' }, of(1.6), slackOf({ ...target, quick: 'exact' })).isMet).toBe(
      false,
    )
  })

  it('counts in whole bytes and whole timers', () => {
    const whole: Target = { ...target, unit: 'B', limit: 0, of: ['a:bytes'], figure: ([ours = 1]) => ours }
    expect(judge(whole, { 'a:bytes': [0.02] }).isMet).toBe(true)
    expect(judge(whole, { 'a:bytes': [0.6] }).isMet).toBe(false)
    expect(judge({ ...whole, unit: 'ns' }, { 'a:bytes': [0.02] }).isMet).toBe(false)
  })

  it('misses what came to no number', () => {
    expect(judge(target, of(Number.NaN)).isMet).toBe(false)
  })

  it('says which figure it lacks', () => {
    expect(() => judge(target, { 'closed/ours:ns': [1] })).toThrow(
      '"call" needs "closed/bare:ns", which was not measured',
    )
  })
})

describe('the sentence on a target', () => {
  it('gives figure, quartiles and limit', () => {
    expect(sentenceOf(judge(target, of(1, 1.2, 1.4)))).toBe('met    call: 1.2 × (1.1–1.3), at most 1.5 ×')
    expect(sentenceOf(judge(target, of(2)))).toBe('MISSED call: 2.0 ×, at most 1.5 ×')
  })
})

describe('the targets', () => {
  const measured = suitesOf(false).flatMap(({ name, cases }) => cases.map(one => `${name}/${one}`))

  it.each(targets.map(({ what, of: keys }) => [what, keys] as const))(
    '"%s" is read from what is measured',
    (_, keys) => {
      const cases = keys.map(key => key.replace(/:\w+$/, '')).filter(key => !key.startsWith('sizes/'))
      expect(measured).toEqual(expect.arrayContaining(cases))
    },
  )
})
