import { describe, expect, it } from 'vitest'
import type { Gate } from './gate.ts'
import { recloser } from './recloser.ts'
import { Simulation, simulate } from './simulation.ts'
import type { Tally } from './tally.ts'
import type { World } from './world.ts'

const world: World = { durationMs: 60_000, callsPerSecond: 100, latency: { kind: 'constant', ms: 50 } }
const counts = (tally: Tally) => [tally.series('calls'), tally.series('attempts'), tally.series('answered')]
const always = { fromMs: 0, toMs: Infinity }

describe('a run', () => {
  it('repeats itself with the same seed, and not with another', () => {
    const faulty: World = {
      ...world,
      clients: 7,
      retries: 1,
      faults: [{ kind: 'errors', share: 0.4, ...always }],
    }
    const run = (seed: number) => counts(simulate(faulty, { seed, gate: recloser() }))
    expect(run(1)).toEqual(run(1))
    expect(run(1)).not.toEqual(run(2))
  })

  it('has as many calls as the rate says, and bursts on top', () => {
    const tally = simulate({ ...world, bursts: [{ fromMs: 10_000, toMs: 20_000, factor: 5 }] }, { seed: 1 })
    expect(tally.sum('calls', 0, 10_000)).toBeGreaterThan(900)
    expect(tally.sum('calls', 0, 10_000)).toBeLessThan(1_100)
    expect(tally.sum('calls', 10_000, 20_000)).toBeGreaterThan(4_700)
    expect(tally.sum('calls', 10_000, 20_000)).toBeLessThan(5_300)
  })

  it('accounts for every call', () => {
    const faults = [{ kind: 'errors', share: 0.3, ...always } as const]
    const tally = simulate({ ...world, faults }, { seed: 4, gate: recloser() })
    const failed = tally.sum('attempts') - tally.sum('answered')
    expect(failed + tally.sum('answered') + tally.sum('rejected')).toBe(tally.sum('calls'))
    expect(tally.sum('goodAnswered') + tally.sum('goodRejected')).toBe(tally.sum('good'))
    expect(tally.sum('rejected')).toBeGreaterThan(0)
  })

  it('gives every client a breaker, and every shard where the world says so', () => {
    const made = (more: Partial<World>) => {
      let count = 0
      const gate = (): Gate => {
        count += 1
        return { acquire: () => 1, settle: () => {} }
      }
      simulate({ ...world, durationMs: 10, clients: 6, shards: 3, ...more }, { seed: 1, gate })
      return count
    }
    expect(made({})).toBe(6)
    expect(made({ breakerPer: 'shard' })).toBe(18)
  })

  it('settles every permit once, with the time that the attempt took', () => {
    let permits = 0
    const settled: number[] = []
    const gate = (): Gate => ({
      acquire: () => ++permits,
      settle: (permit, outcome, durationMs) => {
        expect([outcome, durationMs.toFixed(6)]).toEqual(['success', '50.000000'])
        settled.push(permit)
      },
    })
    simulate(world, { seed: 1, gate })
    expect(settled.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: permits }, (_, index) => index + 1),
    )
  })

  it('refuses a world that cannot be, naming what is wrong', () => {
    const refused =
      (more: Partial<World>, seed = 1) =>
      () =>
        new Simulation({ ...world, ...more }, { seed })
    expect(refused({ callsPerSecond: 0 })).toThrow('callsPerSecond must be a finite number > 0, got 0')
    expect(refused({ clients: 1.5 })).toThrow('clients must be a whole number >= 1, got 1.5')
    expect(refused({ durationMs: Number.NaN })).toThrow('durationMs must be a finite number > 0, got NaN')
    expect(refused({ faults: [{ kind: 'errors', share: 2, ...always }] })).toThrow('faults[0].share must be')
    expect(refused({ faults: [{ kind: 'dying-connection', everyMs: 0, ...always }] })).toThrow(
      'faults[0].everyMs',
    )
    expect(refused({}, -1)).toThrow('seed must be a whole number >= 0, got -1')
  })
})

describe('what goes wrong', () => {
  it('fails a share of the attempts while it lasts', () => {
    const faults = [{ kind: 'errors', share: 0.25, fromMs: 20_000, toMs: 40_000 } as const]
    const tally = simulate({ ...world, faults }, { seed: 1 })
    expect(tally.sum('answered', 0, 20_000)).toBe(tally.sum('calls', 0, 20_000))
    expect(tally.sum('answered', 20_000, 40_000) / tally.sum('calls', 20_000, 40_000)).toBeCloseTo(0.75, 1)
    expect(tally.sum('answered', 40_000)).toBe(tally.sum('calls', 40_000))
  })

  it('can be with one shard or one instance alone', () => {
    const share = (more: Partial<World>) => {
      const tally = simulate({ ...world, ...more }, { seed: 1 })
      return tally.sum('answered') / tally.sum('calls')
    }
    expect(share({ shards: 4, faults: [{ kind: 'errors', share: 1, shard: 2, ...always }] })).toBeCloseTo(
      0.75,
      1,
    )
    expect(
      share({ instances: 3, faults: [{ kind: 'errors', share: 1, instance: 0, ...always }] }),
    ).toBeCloseTo(2 / 3, 1)
  })

  it('makes everything slower, so that clients give up', () => {
    const faults = [{ kind: 'slow', factor: 10, fromMs: 30_000, toMs: 60_000 } as const]
    const tally = simulate({ ...world, timeoutMs: 400, faults }, { seed: 1 })
    expect(tally.sum('answered', 0, 30_000)).toBe(tally.sum('calls', 0, 30_000))
    expect(tally.sum('answered', 30_000)).toBe(0)
    expect(tally.sum('good', 30_000)).toBe(0)
  })

  it('kills what is under way when a connection dies, and nothing else', () => {
    const faults = [{ kind: 'dying-connection', everyMs: 10_000, ...always, toMs: 60_000 } as const]
    const tally = simulate({ ...world, faults }, { seed: 1 })
    const killed = tally.sum('calls') - tally.sum('answered')
    // Five deaths, of about 100/s · 50 ms = 5 attempts each.
    expect(killed).toBeGreaterThan(10)
    expect(killed).toBeLessThan(45)
  })

  it('repeats an attempt that fails, and not one that a breaker refuses', () => {
    const faults = [{ kind: 'errors', share: 1, ...always } as const]
    const attempts = (gate?: () => Gate) => {
      const tally = simulate({ ...world, retries: 2, faults }, { seed: 1, gate })
      return tally.sum('attempts') / tally.sum('calls')
    }
    expect(attempts()).toBe(3)
    expect(attempts(() => ({ acquire: () => 0, settle: () => {} }))).toBe(0)
  })

  it('lets a client wait before it repeats', () => {
    const faults = [{ kind: 'errors', share: 1, fromMs: 0, toMs: 30_000 } as const]
    const tally = simulate({ ...world, retries: 1, retryDelayMs: 30_000, faults }, { seed: 1 })
    expect(tally.sum('answered', 0, 30_000)).toBe(tally.sum('calls', 0, 30_000))
  })

  it('lets it wait longer from retry to retry', () => {
    const faults = [{ kind: 'errors', share: 1, ...always, afterMs: 0 } as const]
    const asked: number[] = []
    const one: World = { ...world, callsPerSecond: 0.02, retries: 4, retryDelayMs: [100, 200, 400], faults }
    simulate(one, { seed: 1, onAttempt: now => asked.push(now) })
    const [first = 0] = asked
    expect(asked.slice(0, 5).map(at => Math.round(at - first))).toEqual([0, 100, 300, 700, 1_100])
  })
})

describe('a server with a limit', () => {
  const capacity = { workers: 4, queue: 10 }

  it('does no more than it can, and refuses what finds no room', () => {
    // Four workers at 50 ms are 80 calls a second, of 400.
    const tally = simulate({ ...world, callsPerSecond: 400, capacity }, { seed: 1 })
    expect(tally.sum('answered') / 60).toBeGreaterThan(76)
    expect(tally.sum('answered') / 60).toBeLessThan(82)
  })

  it('answers everybody while there is room', () => {
    const tally = simulate({ ...world, callsPerSecond: 20, capacity }, { seed: 1 })
    expect(tally.sum('answered')).toBe(tally.sum('calls'))
  })

  it('works on what nobody waits for any more', () => {
    const deep = { workers: 4, queue: 1_000 }
    const tally = simulate({ ...world, callsPerSecond: 160, timeoutMs: 500, capacity: deep }, { seed: 1 })
    expect(tally.sum('answered', 20_000, 50_000)).toBe(0)
  })

  it('does less while it is slow', () => {
    const faults = [{ kind: 'slow', factor: 3, fromMs: 0, toMs: 60_000 } as const]
    const tally = simulate({ ...world, callsPerSecond: 400, capacity, faults }, { seed: 1 })
    expect(tally.sum('answered') / 60).toBeGreaterThan(25)
    expect(tally.sum('answered') / 60).toBeLessThan(28)
  })

  it('has one limit for each instance', () => {
    const tally = simulate({ ...world, callsPerSecond: 400, instances: 3, capacity }, { seed: 1 })
    expect(tally.sum('answered') / 60).toBeGreaterThan(220)
    expect(tally.sum('answered') / 60).toBeLessThan(245)
  })
})
