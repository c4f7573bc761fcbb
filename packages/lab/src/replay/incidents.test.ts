import { expect, it } from 'vitest'
import { seeded } from '../engine/random.ts'
import { type Incident, Incidents } from './incidents.ts'

const find = (results: readonly (readonly [at: number, isFailure: boolean])[]): Incident[] => {
  const found: Incident[] = []
  const incidents = new Incidents(
    () => {},
    incident => {
      if (incident !== undefined) found.push(incident)
    },
  )
  for (const [at, isFailure] of results) incidents.settle(at, isFailure)
  incidents.finish(results.at(-1)?.[0] ?? 0)
  return found
}
const stretch = (from: number, to: number, step: number, isFailure: (index: number) => boolean) =>
  Array.from(
    { length: Math.ceil((to - from) / step) },
    (_, index) => [from + index * step, isFailure(index)] as const,
  )

it('finds an outage from its first failure to its last', () => {
  const found = find([
    ...stretch(0, 10_000, 100, () => false),
    ...stretch(10_000, 20_000, 100, () => true),
    ...stretch(20_000, 60_000, 100, () => false),
  ])
  expect(found).toEqual([{ from: 10_000, to: 19_900, calls: 100, failures: 100 }])
})

it('finds a slow one on a host with little traffic', () => {
  const found = find([
    ...stretch(0, 50_000, 10_000, () => true),
    ...stretch(60_000, 200_000, 10_000, () => false),
  ])
  expect(found).toEqual([{ from: 0, to: 40_000, calls: 5, failures: 5 }])
})

it('takes one that mends itself for a moment for one', () => {
  const found = find([
    ...stretch(0, 10_000, 100, () => true),
    ...stretch(10_000, 12_000, 100, () => false),
    ...stretch(12_000, 30_000, 100, () => true),
    ...stretch(30_000, 90_000, 100, () => false),
  ])
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ from: 0, to: 29_900 })
})

it('parts two that are minutes apart', () => {
  const found = find([
    ...stretch(0, 100_000, 100, () => true),
    ...stretch(100_000, 220_000, 100, () => false),
    ...stretch(220_000, 230_000, 100, () => true),
  ])
  expect(found.map(({ from, to }) => [from, to])).toEqual([
    [0, 99_900],
    [220_000, 229_900],
  ])
})

it('ends one after a long silence', () => {
  const found = find([
    ...stretch(0, 2_000, 100, () => true),
    ...stretch(3_600_000, 3_602_000, 100, () => true),
  ])
  expect(found).toHaveLength(2)
})

it('takes a hundred thousand calls of which one in five fails for no incident', () => {
  const random = seeded(1)
  expect(find(stretch(0, 2_000_000, 20, () => random() < 0.2))).toEqual([])
})
