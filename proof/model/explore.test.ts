import { describe, expect, it } from 'vitest'
import { configurations } from './configurations.ts'
import { explore } from './explore.ts'
import { stateRules } from './rules/states.ts'
import { stepRules } from './rules/steps.ts'
import { saboteurs } from './saboteurs/all.ts'
import { shipped } from './world.ts'

const rules = [...stepRules, ...stateRules].map(({ name }) => name)
/** Small enough for every run of the tests; `npm run model` takes the worlds as they are. */
const small = configurations.map(world => ({
  ...world,
  // One more than may be, where that is limited.
  mostInFlight: (world.config.maxInFlight || 1) + 1,
  mostInWindow: Math.min(world.mostInWindow, world.config.slowCallMs ? 2 : Infinity),
  waits: world.waits.slice(0, 1),
}))
const worldOf = (name: string) => {
  const world = small.find(one => one.name === name)
  if (world === undefined) throw new Error(`there is no world named ${name}`)
  return world
}

describe('the shipped breaker', () => {
  const judged = new Set<string>()

  it.each(small)(
    'breaks no rule where the world is: $name',
    world => {
      const { isWhole, broken, judged: here } = explore(world, shipped)
      expect(broken).toBeUndefined()
      expect(isWhole).toBe(true)
      for (const [rule, times] of here) if (times > 0) judged.add(rule)
    },
    60_000,
  )

  it('is judged by each rule in some world', () => {
    expect(rules.filter(rule => !judged.has(rule))).toEqual([])
  })

  it('is explored no deeper than asked', () => {
    const { depth, isWhole } = explore(worldOf('shadow mode'), shipped, { depth: 3 })
    expect(depth).toBe(3)
    expect(isWhole).toBe(false)
  })
})

describe('a breaker without a rule', () => {
  it('is shown by the shortest history that breaks it', () => {
    const generation = saboteurs.find(({ rule }) => rule === 'generation')
    const { broken } = explore(worldOf(generation?.world ?? ''), generation?.subject ?? shipped)
    expect(broken?.history.split('\n').map(line => line.trim())).toEqual([
      '1  call → #1',
      'reads: closed, retry after 0 ms, 1 in flight, 0 in the window, run 0, 0 late',
      '2  forceOpen',
      'told: closed → open (forced)',
      'reads: open (forced), retry after ? ms, 1 in flight, 0 in the window, run 0, 0 late',
      '3  call #1 settles: success after 1 ms',
      'told: settled success, late',
      'reads: open (forced), retry after ? ms, 0 in flight, 0 in the window, run 0, 1 late',
    ])
  })

  it.each(saboteurs)('$rule: found out when it $does', ({ rule, world, subject }) => {
    const { broken } = explore(worldOf(world), subject)
    expect(broken?.rule).toBe(rule)
  })
})
