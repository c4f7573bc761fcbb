import { listen, repairs, wait } from './actions.ts'
import { Steps } from './steps.ts'
import type { Subject } from './subject.ts'
import { PATIENCE_MS, type Size, TTL_MS, type World } from './world.ts'

export interface Rule {
  readonly name: string
  readonly says: string
  readonly holds: (seen: Seen) => boolean
}

interface Seen {
  readonly before: World | undefined
  readonly world: World
  readonly hasForced: boolean
  readonly subject: Subject
  readonly size: Size
}

/** How many seconds a fleet may take to return, once nothing fails any more. */
const RETURN_SECONDS = 20

export const rules: readonly Rule[] = [
  {
    name: 'never forced',
    says: 'no call is admitted before its circuit’s time is over, nor while a server asks to wait',
    holds: ({ hasForced }) => !hasForced,
  },
  {
    name: 'one meaning',
    says: 'no generation means open to one and closed to another',
    holds: ({ world }) => {
      const meanings = new Map<number, boolean>()
      return [...everythingSaid(world)].every(([generation, isOpen]) => {
        const known = meanings.get(generation) ?? isOpen
        meanings.set(generation, known)
        return known === isOpen
      })
    },
  },
  {
    name: 'only higher',
    says: 'what an instance believes is never replaced by something older',
    holds: ({ before, world }) =>
      world.instances.every(({ verdict }, index) => {
        const was = before?.instances[index]?.verdict.generation ?? 0
        // Zero: it has crashed, and knows nothing.
        return verdict.generation === 0 || verdict.generation >= was
      }),
  },
  {
    name: 'never worse than alone',
    says: 'who has lost the store, or waited too long for its word, is bound by nothing but its own circuit',
    holds: ({ world, subject }) =>
      world.instances.every(({ verdict, isLost }) => {
        const decides = subject.whoDecides(verdict, world.now, isLost, PATIENCE_MS)
        const isTired = world.now - Math.max(verdict.hopeAt, verdict.until) >= PATIENCE_MS
        return !(isLost || isTired) || decides === 'circuit'
      }),
  },
  {
    name: 'no orphan',
    says: 'a lease belongs to a probe, or goes back: unless something was lost',
    holds: ({ world }) => {
      if (world.hasLost || world.operations.length > 0 || world.stores.length > 1) return true
      const held = world.instances.map(({ probe }) => (typeof probe === 'object' ? probe.number : 0))
      const now = world.now + (world.offsets[0] ?? 0)
      const leases = [...(world.stores[0]?.leases.get('a') ?? [])]
      return leases.every(
        ([instance, end]) => end <= now || end > now + TTL_MS || held[Number(instance.slice(1))] === end,
      )
    },
  },
  {
    name: 'never locked out',
    says: `the fleet returns within ${RETURN_SECONDS} seconds once nothing fails any more`,
    holds: ({ world, subject, size }) => returns(world, subject, size),
  },
]

/** Whatever is stored, believed or on its way: each generation, and whether it means open. */
function* everythingSaid(world: World): Generator<[generation: number, isOpen: boolean]> {
  for (const { entries } of world.stores)
    for (const { g, state } of entries.values()) yield [g, state === 'o']
  for (const { verdict, inbox } of world.instances) {
    if (verdict.generation > 0) yield [verdict.generation, verdict.state === 'open']
    for (const { generation, state } of inbox) yield [generation, state === 'open']
  }
}

/** Lets everything happen that is possible, second by second: everybody calls, and every call succeeds. */
const returns = (world: World, subject: Subject, size: Size): boolean => {
  const steps = new Steps({ ...world, faultsLeft: 0, suspicionsLeft: 0, asksToWaitLeft: 0 }, subject, size)
  for (let second = 0; second <= RETURN_SECONDS; second += 1) {
    if (steps.world.instances.every(({ circuit }) => !circuit.isOpen)) return true
    everything(steps)
    wait(steps)
  }
  return false
}

const everything = (steps: Steps): void => {
  for (const repair of repairs(steps.world)) repair.act(steps)
  for (let round = 0; round < 3; round += 1) {
    for (const index of steps.world.instances.keys()) probe(steps, index)
    for (const index of steps.world.instances.keys()) listen(steps, index)
  }
}

const probe = (steps: Steps, index: number): void => {
  steps.call(index)
  while (steps.world.operations.length > 0) steps.execute(0)
  steps.end(index, true)
  while (steps.world.operations.length > 0) steps.execute(0)
}
