import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flood } from './hosts-flood.ts'
import { judge } from './measure.ts'
import { planRound } from './plan.ts'
import { type Servers, startServers } from './servers.ts'
import { slopeOf } from './slope.ts'
import { startSoak } from './soak.ts'

let servers: Servers
beforeAll(async () => {
  servers = await startServers()
})
afterAll(() => servers.close())

describe('a soak', () => {
  it('of three clients leaves nothing in flight, and four accounts that agree', async () => {
    const { books, round } = startSoak(servers, 7, 150)
    expect(await round()).toEqual([])
    expect(await round()).toEqual([])
    expect(books.calls).toBe(300)
    expect(books.rejected).toBeGreaterThan(0)
    expect(Object.keys(books.moves)).toContain('closed>open')
  })

  it('says so when an attempt was booked that no server has seen', async () => {
    const { books, round } = startSoak(servers, 8, 30)
    await round()
    books.sent(`${servers.urls[0]}/broken`)
    expect(books.disagreements()).toEqual([
      expect.stringContaining('admitted, and sent'),
      expect.stringContaining('failure by the breaker, and by what was asked for'),
      expect.stringContaining('broken sent, and seen by the server'),
    ])
  })

  it('plays the same plan from the same seed, and another from another', () => {
    expect(planRound(1, 2, 3, 50)).toEqual(planRound(1, 2, 3, 50))
    expect(planRound(1, 2, 3, 50)).not.toEqual(planRound(2, 2, 3, 50))
  })
})

describe('a flood of hosts', () => {
  it.each([
    ['that answer', 200],
    ['that fail', 503],
  ])('%s leaves no more breakers than may be kept, and the open one among them', async (_which, status) => {
    const { kept, unguarded, survived } = await flood({ hosts: 20_000, status, maxBreakers: 128 })
    expect({ kept, survived }).toEqual({ kept: 128, survived: true })
    // Those that answer make room; those that have just failed are needed, so that the rest goes unguarded.
    expect(unguarded).toBe(status === 200 ? 0 : 20_000 - 127)
  })
})

describe('the judgement', () => {
  const samples = (bytesACall: number, handles: (index: number) => number) =>
    Array.from({ length: 40 }, (_, index) => ({
      calls: 1_000 * index,
      heapBytes: 2e7 + 1_000 * index * bytesACall + (index % 2) * 50_000,
      handles: handles(index),
    }))

  it('finds a leak of 100 bytes a call, and none in noise', () => {
    expect(
      judge(
        samples(100, () => 1),
        1,
      ).map(({ isSound }) => isSound),
    ).toEqual([false, true])
    expect(
      judge(
        samples(0, () => 1),
        1,
      ).map(({ isSound }) => isSound),
    ).toEqual([true, true])
  })

  it('finds handles that pile up', () => {
    expect(
      judge(
        samples(0, index => 10 * index),
        1,
      ).map(({ isSound }) => isSound),
    ).toEqual([true, false])
  })

  it('says so where there were too few calls', () => {
    expect(judge(samples(100, () => 1).slice(0, 8), 1)[0]?.sentence).toContain('too few to judge by')
  })

  it('draws the line of least squares', () => {
    expect(
      slopeOf([
        [0, 1],
        [1, 3],
        [2, 5],
      ]),
    ).toEqual({ perStep: 2, error: 0 })
    expect(
      slopeOf([
        [0, 1],
        [1, 3],
      ]).perStep,
    ).toBeNaN()
  })
})
