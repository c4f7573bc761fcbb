import type { Database } from '../../packages/redis/src/memory/database.ts'
import { ATTENTION_MS } from '../../packages/redis/src/protocol/limits.ts'
import { PATIENCE_MS, TTL_MS, type World } from './world.ts'

/** All that may matter later, times as distances: two worlds with the same go on alike. */
export const fingerprint = (world: World): string => {
  const { now } = world
  const name = namer(world)
  return JSON.stringify([
    now,
    world.stores.map((data, at) => ofStore(data, now + (world.offsets[at] ?? 0), name)),
    world.offsets,
    world.instances.map(({ verdict, circuit, probe, inbox, told, store, isLost }) => [
      verdict.state,
      name(verdict.generation),
      Math.max(verdict.until, now),
      Math.max(verdict.hopeAt, now - PATIENCE_MS),
      verdict.isSetAside,
      circuit.isOpen && Math.max(circuit.until, now),
      Math.max(circuit.askedUntil, now),
      typeof probe === 'object' ? [probe.number, name(probe.generation)] : probe,
      inbox.map(({ state, generation, ms }) => [state, name(generation), ms]),
      name(told),
      store,
      isLost,
    ]),
    world.operations.map(({ kind, from, args, isWaited }) => {
      const [, , first, second, outcome] = args
      const said = kind === 'lease' ? name(Number(first)) : [first, name(Number(second)), outcome]
      return [kind, from, said, isWaited]
    }),
    [world.faultsLeft, world.suspicionsLeft, world.asksToWaitLeft, world.hasLost, world.hadFault],
  ])
}

/** In the order of their names, whenever they came. */
const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1

type Name = (generation: number) => string

/** A small world lasts for seconds: what happens after a minute or more, no state needs to tell apart. */
const ofStore = (data: Database, clock: number, name: Name): unknown => [
  [...data.entries.values()].map(({ state, g, ends, length, ok, bad }) =>
    state === 'c'
      ? [state, name(g)]
      : [state, name(g), ends > clock + length || Math.max(ends, clock), ok, bad],
  ),
  [...data.live].map(([instance, beat]) => [instance, beat <= clock] as const).toSorted(byName),
  [...data.attentions.values()].map(ends => [ends > clock + ATTENTION_MS, ends > clock + ATTENTION_MS - 500]),
  [...data.voices.values()].map(voices => [...voices].toSorted(byName)),
  [...data.leases.values()].map(leases =>
    [...leases].filter(([, end]) => end > clock && end <= clock + TTL_MS).toSorted(byName),
  ),
  name(data.last),
]

/**
 * Of generations below any store's clock only the order matters, and whether they are odd; how far one is above matters too,
 * since the next is one more than it.
 */
const namer = (world: World): Name => {
  const clock = (world.now + Math.min(...world.offsets)) * 1_000
  const all = new Set<number>()
  for (const { entries, last } of world.stores) {
    all.add(last)
    for (const { g } of entries.values()) all.add(g)
  }
  for (const { verdict, inbox, told, probe } of world.instances) {
    for (const one of [verdict.generation, told, ...inbox.map(({ generation }) => generation)]) all.add(one)
    if (typeof probe === 'object') all.add(probe.generation)
  }
  for (const { kind, args } of world.operations) all.add(Number(kind === 'lease' ? args[2] : args[3]))
  const order = [...all].toSorted((one, other) => one - other)
  return generation =>
    generation >= clock
      ? `+${generation - clock}`
      : `${order.indexOf(generation)}${generation % 2 === 1 ? 'o' : 'c'}`
}
