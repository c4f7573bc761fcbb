import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memoryPlace, type Place, realPlace, START } from './place.ts'
import { type Protocol, protocolOf } from './protocol.ts'
import { hasRedis } from './real-server.ts'

const instance = fc.constantFrom('i1', 'i2', 'i3')
const id = fc.constantFrom('a', 'b')
/** Which of the generations and lease numbers that were heard of, counted from the last; and how far beside it. */
const known = fc.record({ back: fc.nat(4), off: fc.constantFrom(0, 0, 0, 1, 2, 1_000_000) })
const count = fc.nat(12)
const outcome = fc.constantFrom('success', 'failure', 'ignored' as const)

const operation = fc.oneof(
  fc.record({ kind: fc.constant('beat' as const), instance, since: known, told: known, stays: fc.boolean() }),
  fc.record({
    kind: fc.constant('report' as const),
    instance,
    id,
    told: known,
    failures: count,
    calls: count,
    asks: fc.constantFrom(false, true, 'unbound' as const),
    rate: fc.constantFrom(0.1, 0.5, 0.77, 1),
    minimum: fc.constantFrom(1, 5, 10),
    multiplier: fc.constantFrom(1, 1.5, 2),
  }),
  fc.record({
    kind: fc.constant('lease' as const),
    instance,
    id,
    told: known,
    trips: fc.nat(3),
    slots: fc.constantFrom(1, 2),
    ttlMs: fc.constantFrom(1_000, 3_000),
  }),
  fc.record({ kind: fc.constant('probe' as const), instance, id, told: known, number: known, outcome }),
  fc.record({
    kind: fc.constant('force' as const),
    id,
    told: known,
    state: fc.constantFrom('open', 'closed', 'released' as const),
    ms: fc.constantFrom(1, 5_000, 7_200_000),
  }),
  fc.record({
    kind: fc.constant('wait' as const),
    ms: fc.constantFrom(1, 499, 500, 2_000, 10_000, 10_000, 60_000, 3_700_000, -1, -5_000, -3_600_000),
  }),
  fc.record({ kind: fc.constant('lose' as const) }),
)

type Operation = typeof operation extends fc.Arbitrary<infer One> ? One : never

/** Does the operations, and notes all that was answered and published. */
async function play(place: Place, operations: readonly Operation[]): Promise<unknown[]> {
  place.now = START
  await place.empty()
  const store = protocolOf(place)
  const undo = await store.listen()
  const player = new Player(place, store)
  for (const one of operations) await player.play(one)
  await settled(store.messages)
  undo()
  return [...player.notes, [...store.messages]]
}

class Player {
  readonly notes: unknown[] = []
  readonly #generations = [0]
  readonly #numbers = [0]
  readonly #place: Place
  readonly #store: Protocol

  constructor(place: Place, store: Protocol) {
    this.#place = place
    this.#store = store
  }

  async play(one: Operation): Promise<void> {
    if (one.kind === 'wait') this.#place.now += one.ms
    else if (one.kind === 'lose') await this.#place.empty()
    else {
      const answer = await this.#ask(one)
      const generation = generationIn(answer)
      if (generation !== undefined) this.#generations.push(generation)
      if ('number' in answer) this.#numbers.push(Number(answer.number))
      this.notes.push({ one, answer: sorted(answer) })
    }
  }

  #ask(one: Exclude<Operation, { kind: 'wait' | 'lose' }>): Promise<object> {
    const told = pick(this.#generations, one.told)
    switch (one.kind) {
      case 'beat':
        return this.#store.beat(one.instance, { ...one, since: pick(this.#generations, one.since), told })
      case 'report':
        return this.#store.report(one.instance, { ...one, told, openMs: 10_000, longestMs: 35_000 }, one.id)
      case 'lease':
        return this.#store.lease(one.instance, told, one)
      case 'probe':
        return this.#store.probe(one.instance, pick(this.#numbers, one.number), told, one.outcome, one)
      case 'force':
        return this.#store.force(one.state, one.ms, { told, id: one.id })
      default:
        throw new Error('no such operation')
    }
  }
}

const pick = (from: readonly number[], { back, off }: { back: number; off: number }): number =>
  (from.at(-1 - (back % from.length)) ?? 0) + off

const generationIn = (answer: unknown): number | undefined => {
  const { news, generation } = answer as { news?: { generation: number }; generation?: number }
  return news?.generation ?? generation
}

/** Equal scores have no order that means anything. */
const sorted = (answer: unknown): unknown => {
  const { changes } = answer as { changes?: { id: string }[] }
  if (changes === undefined) return answer
  return { ...(answer as object), changes: changes.toSorted((one, other) => one.id.localeCompare(other.id)) }
}

/** Messages come by another connection: until two looks see the same. */
async function settled(messages: readonly string[]): Promise<void> {
  let before = -1
  while (before !== messages.length) {
    before = messages.length
    await new Promise(next => setTimeout(next, 4))
  }
}

describe.runIf(hasRedis())('Lua and the store in memory', () => {
  let real: Place
  let memory: Place
  beforeAll(async () => {
    real = await realPlace('redis')
    memory = await memoryPlace()
  })
  afterAll(async () => {
    await real.close()
    await memory.close()
  })

  it('answer and publish the same, whatever is asked in whatever order', async () => {
    const runs = Number(process.env['FLEET_RUNS'] ?? 120)
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 20, maxLength: 60 }), async operations => {
        expect(await play(memory, operations)).toEqual(await play(real, operations))
      }),
      { numRuns: runs },
    )
  }, 120_000)
})
