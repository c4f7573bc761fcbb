import { describe, expect, it } from 'vitest'
import { type MakeGate, recloser, simulate, type World } from '../src/index.ts'
import { overSeeds, sreThrottle, within } from './worlds.ts'

// What others have shown before us. If one of these fails, the world is wrong, and so is every figure that we take from it.
const minute = 60_000

describe('a partial failure of a sharded service (Brooker, "Will circuit breakers solve my problems?", 2022)', () => {
  const world: World = {
    durationMs: 60 * minute,
    callsPerSecond: 50,
    shards: 10,
    latency: { kind: 'lognormal', medianMs: 50, sigma: 0.5 },
    faults: [{ kind: 'errors', share: 1, shard: 0, fromMs: 0, toMs: 60 * minute }],
  }
  // One of ten shards fails just the threshold of 10 %. The open period does not grow, as his does not.
  const gate = recloser({
    failureThreshold: false,
    failureRateThreshold: 0.1,
    openDurationMs: 10_000,
    exponentialBackoff: false,
  })
  const healthyKept = (breakerPer: 'service' | 'shard') =>
    overSeeds(5, seed => {
      const tally = simulate({ ...world, breakerPer }, { seed, gate })
      return (100 * tally.sum('goodAnswered')) / tally.sum('good')
    })

  it('costs the healthy nine shards most of their calls with one breaker for the service', () => {
    expect(healthyKept('service')).toSatisfy(within(18, 30))
  })

  it('costs them nothing with a breaker for each shard', () => {
    expect(healthyKept('shard')).toBe(100)
  })
})

describe('retries that cost tokens (Brooker, "Fixing retries with token buckets and circuit breakers", 2022)', () => {
  const attemptsACall = (clients: number, share: number) => {
    const world: World = {
      durationMs: minute,
      callsPerSecond: 100,
      clients,
      retries: 3,
      retryTokens: { most: 10, perSuccess: 0.1 },
      latency: { kind: 'constant', ms: 10 },
      faults: [{ kind: 'errors', share, fromMs: 0, toMs: minute }],
    }
    return overSeeds(5, seed => {
      const tally = simulate(world, { seed })
      return tally.sum('attempts') / tally.sum('calls')
    })
  }

  it('add nearly nothing to an outage where few clients call', () => {
    expect(attemptsACall(1, 1)).toSatisfy(within(1, 1.02))
  })

  it('are worth nothing where there are so many clients that each has its bucket full', () => {
    expect(attemptsACall(10_000, 1)).toSatisfy(within(3.9, 4))
  })

  it('repeat what fails while little fails, however many clients there are', () => {
    for (const clients of [1, 100, 10_000]) expect(attemptsACall(clients, 0.05)).toSatisfy(within(1.04, 1.07))
  })
})

describe('client-side throttling (Google, Site Reliability Engineering, chapter 21)', () => {
  it.each([
    [1.1, 1.0, 1.12],
    [1.5, 1.42, 1.53],
    [2, 1.9, 2.04],
    [3, 2.85, 3.06],
  ])('lets the backend see at most %d times what it accepts', (k, from, to) => {
    const world: World = {
      durationMs: 8 * minute,
      callsPerSecond: 400,
      latency: { kind: 'constant', ms: 100 },
      capacity: { workers: 10, queue: 0 },
    }
    const ratio = overSeeds(3, seed => {
      const tally = simulate(world, { seed, gate: sreThrottle(k) })
      return tally.sum('attempts', 3 * minute) / tally.sum('answered', 3 * minute)
    })
    expect(ratio).toSatisfy(within(from, to))
  })
})

describe('a metastable failure (Bronson et al., "Metastable failures in distributed systems", 2021)', () => {
  // Seven tenths of what the server can do, and ten seconds of four times as much.
  const world: World = {
    durationMs: 3 * minute,
    callsPerSecond: 1_000,
    clients: 20,
    timeoutMs: 1_000,
    latency: { kind: 'exponential', meanMs: 100 },
    capacity: { workers: 143, queue: 10_000 },
    bursts: [{ fromMs: minute, toMs: minute + 10_000, factor: 4 }],
  }
  const shareAtEnd = (retries: number, gate?: MakeGate) =>
    overSeeds(3, seed => {
      const tally = simulate({ ...world, retries }, { seed, gate })
      // Before it begins, all is well.
      expect(tally.sum('answered', 0, minute) / tally.sum('calls', 0, minute)).toSatisfy(within(0.999, 1))
      return (100 * tally.sum('answered', 150_000)) / tally.sum('calls', 150_000)
    })

  it('ends by itself where nobody repeats', () => {
    expect(shareAtEnd(0)).toSatisfy(within(99.9, 100))
  })

  it('stays for good with two retries, long after its cause is gone', () => {
    expect(shareAtEnd(2)).toSatisfy(within(0, 1))
  })

  it('ends with the same retries behind a breaker', () => {
    expect(shareAtEnd(2, recloser({ openDurationMs: 10_000, maxBackoffMs: 60_000 }))).toSatisfy(
      within(99.9, 100),
    )
  })
})
