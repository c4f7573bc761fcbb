import type { CircuitRejected, CircuitSettled, CircuitTransition } from '@recloser/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { saboteurs } from '../model/saboteurs/all.ts'
import { compare } from './compare.ts'
import { configs } from './configs.ts'
import { histories, starts } from './operations.ts'
import type { Told } from './oracle/machine.ts'
import { properties } from './properties/all.ts'

// A share of what `npm run histories` does; from another seed each time, which a failure prints.
const seed = Math.floor(Math.random() * 2 ** 31)
const RUNS = 3_000

const whatHappened = ([type, event]: Told): string => {
  if (type === 'transition') return (event as CircuitTransition).reason
  if (type === 'rejected') return (event as CircuitRejected).reason === 'busy' ? 'busy' : type
  return type === 'settled' && (event as CircuitSettled).late ? 'late' : type
}

describe('random histories', () => {
  it.each(properties.map(one => [one.property.name, one.property.says, one] as const))(
    '%s: %s',
    async (_name, _says, { property, share }) => {
      expect(await property.run({ seed, runs: Math.ceil(RUNS * share) })).toBeUndefined()
    },
  )

  it('reach every reason to move, and every end of a call', () => {
    const seen = new Set<string>()
    const reach = fc.property(configs, starts, histories, (config, start, history) => {
      for (const told of compare(config, start, history)) seen.add(whatHappened(told))
    })
    fc.assert(reach, { numRuns: 2_000, seed: 1 })
    expect([...seen].sort()).toEqual([
      'busy',
      'deploy',
      'due',
      'failure-excess',
      'failure-rate',
      'failure-threshold',
      'forced',
      'late',
      'maintenance',
      'probe-failed',
      'probe-slow',
      'probes-succeeded',
      'rejected',
      'rescheduled',
      'reset',
      'settled',
      'shutdown',
      'slow-call-rate',
      'throttled',
    ])
  })
})

describe('the oracle', () => {
  // What only lies when it is asked in other ways than a history asks.
  const unasked = new Set(['pure queries', 'strangers'])
  const liars = saboteurs.filter(({ rule }) => !unasked.has(rule))

  it.each(liars)('sees through a breaker that $does', ({ subject }) => {
    const lies = fc.property(configs, starts, histories, (config, start, history) => {
      compare({ ...config }, start, history, given => subject({ ...given }))
    })
    expect(fc.check(lies, { numRuns: 20_000, seed: 1 }).failed).toBe(true)
  })
})
