import { type MisbehavingServer, misbehavingServer } from '@recloser/testing/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judge } from './judge.ts'
import { saboteurs } from './saboteurs.ts'
import { type Case, space as cases, describeCase } from './space.ts'
import { shipped } from './subject.ts'
import { isUnknowable } from './worlds.ts'

let server: MisbehavingServer
beforeAll(async () => {
  server = await misbehavingServer()
})
afterAll(() => server.close())

describe('the shipped breakers', () => {
  it('break no rule in a share of the cases', async () => {
    // No multiple of the numbers of answers, crowds and states, so that all of them come by.
    const share = cases.filter((_, index) => index % 257 === 0)
    for (const one of share) {
      const { violations } = await judge(one, shipped, server)
      expect([describeCase(one), violations]).toEqual([describeCase(one), []])
    }
  }, 60_000)
})

describe('a scheme without a rule', () => {
  it.each(saboteurs)('is found out when it $does', async ({ rule, where, subject }) => {
    const fits = (one: Case) =>
      one.guards.length === 2 &&
      one.sets === 'same' &&
      one.calls < 20 &&
      Object.entries(where).every(([field, value]) => one[field as keyof Case] === value)
    const broken = new Set<string>()
    for (const one of cases.filter(fits).slice(0, 8)) {
      const { violations } = await judge(one, subject, server)
      for (const violation of violations) broken.add(violation.rule)
    }
    expect([...broken]).toContain(rule)
  })

  it('is not found out when it breaks none', async () => {
    const sound = cases.filter(one => one.guards.length === 1 && one.calls < 20).slice(0, 12)
    for (const one of sound)
      expect((await judge(one, (saboteurs[0] as (typeof saboteurs)[0]).subject, server)).violations).toEqual(
        [],
      )
  })
})

describe('what nobody can know', () => {
  const [one] = cases as [Case]
  const lost: Case = { ...one, guards: ['wrap', 'wrap'], between: 'Request re-made' }

  it('is excused in a page alone, and only as long as the circuit closes and no permit is kept', () => {
    expect(isUnknowable('page', lost, 'permits')).toBe(true)
    expect(isUnknowable('node', lost, 'permits')).toBe(false)
    expect(isUnknowable('page', lost, 'closes')).toBe(false)
    expect(isUnknowable('page', lost, 'in flight')).toBe(false)
    expect(isUnknowable('page', { ...lost, between: 'an await' }, 'permits')).toBe(false)
  })
})
