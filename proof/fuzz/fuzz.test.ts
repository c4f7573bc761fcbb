import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factorOf } from './growth.ts'
import { must, target } from './target.ts'
import { targets } from './targets/all.ts'

// A share of what `npm run fuzz` does, from the same seed each time.
describe('hostile input', () => {
  it.each(targets.map(one => [one.name, one.says, one] as const))('%s: %s', async (_name, _says, one) => {
    expect(await one.run({ seed: 1, runs: 500 })).toBeUndefined()
  })
})

describe('a target', () => {
  const small = target('small', 'numbers are small', fc.nat(), number => {
    must(number < 1_000, 'it is small', number)
  })

  it('says what does not hold, with the smallest input and how to come back to it', async () => {
    const report = await small.run({ seed: 7, runs: 100 })
    expect(report).toContain('Counterexample: [1000]')
    expect(report).toMatch(/seed: 7, path: "/)
    expect(report).toContain('it is small: 1000')
  })

  it('goes by its path straight to where it failed', async () => {
    const [, path] = /path: "([\d:]+)"/.exec((await small.run({ seed: 7, runs: 100 })) ?? '') ?? []
    let inputs = 0
    await small.run({ seed: 7, runs: 100, path, onInput: () => (inputs += 1) })
    // Fast-check tries a counterexample once more, to be sure.
    expect(inputs).toBeLessThanOrEqual(2)
  })
})

describe('growth', () => {
  const work = (steps: number) => () => {
    let sum = 0
    for (let step = 0; step < steps; step += 1) sum += Math.sqrt(step)
    return sum
  }

  it('tells linear from quadratic', async () => {
    expect(await factorOf(work(10_000), work(80_000))).toBeLessThan(32)
    expect(await factorOf(work(10_000), work(640_000))).toBeGreaterThan(32)
  })
})
