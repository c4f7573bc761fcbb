import { faults } from './faults.ts'
import type { Steps } from './steps.ts'
import { LASTS_MS, newInstance, OWN_MS, TICK, type World } from './world.ts'

/** Something that can happen, in words, and how it happens. */
export interface Action {
  readonly says: string
  readonly act: (steps: Steps) => void
}

/** Everything that can happen next. */
export const actionsIn = (world: World): Action[] => [
  ...(world.now < LASTS_MS ? [{ says: 'a second passes', act: wait }] : []),
  ...world.instances.flatMap((_, index) => ofInstance(world, index)),
  // What one instance sends arrives in its order; it has two on their way at most.
  ...world.operations.flatMap(({ kind, from }, at) =>
    world.operations.findIndex(one => one.from === from) === at
      ? [{ says: `the store runs the ${kind} of i${from}`, act: (steps: Steps) => steps.execute(at) }]
      : [],
  ),
  ...(world.faultsLeft > 0 ? faults(world).filter(({ kind }) => world.faultKinds.includes(kind)) : []),
]

/** Whatever is on its way and waited for arrives within the second; what is late or lost does so by a fault. */
const arrive = (steps: Steps): void => {
  for (;;) {
    const at = steps.world.operations.findIndex(
      ({ from, isWaited }, index, all) => isWaited && all.findIndex(one => one.from === from) === index,
    )
    if (at < 0) break
    steps.execute(at)
  }
  for (const index of steps.world.instances.keys()) listen(steps, index)
}

/** Hears all that was published for it. */
export const listen = (steps: Steps, index: number): void => {
  const { inbox } = steps.instance(index)
  for (const news of inbox) steps.hear(index, news)
  steps.change(index, { inbox: [] })
}

export const wait = (steps: Steps): void => {
  arrive(steps)
  steps.world = { ...steps.world, now: steps.world.now + TICK }
  for (const [index, { verdict, circuit, isLost }] of steps.world.instances.entries()) {
    // At the fleet's deadline the circuit's own wait ends as well.
    const isDue = verdict.state === 'open' && !verdict.isSetAside && verdict.until === steps.world.now
    if (isDue && circuit.isOpen && !isLost) {
      steps.change(index, { circuit: steps.subject.wake(circuit, steps.world.now) })
    }
  }
}

const ofInstance = (world: World, index: number): Action[] => {
  const { circuit, probe, inbox, isLost, verdict } = world.instances[index] ?? newInstance(0)
  const name = `i${index}`
  const actions: Action[] = []
  const add = (isPossible: boolean, says: string, act: Action['act']): void => {
    if (isPossible) actions.push({ says: `${name} ${says}`, act })
  }
  const isUnbound = verdict.state !== 'open' || verdict.isSetAside
  add(circuit.isOpen && probe === undefined && world.now >= circuit.until, 'calls', steps =>
    steps.call(index),
  )
  add(probe !== undefined, 'sees its probe succeed', steps => steps.end(index, true))
  add(probe !== undefined, 'sees its probe fail', steps => steps.end(index, false))
  add(inbox.length > 0, 'hears a message', steps => {
    const [first, ...rest] = inbox
    steps.change(index, { inbox: rest })
    if (first !== undefined) steps.hear(index, first)
  })
  add(world.hadFault && !isLost, 'beats', steps => steps.beat(index))
  add(!isLost && isUnbound && world.suspicionsLeft > 0, 'and all others fail for a second', steps => {
    steps.world = { ...steps.world, suspicionsLeft: steps.world.suspicionsLeft - 1 }
    outage(steps, index)
  })
  // A result that comes late may name a wait as well.
  add(world.asksToWaitLeft > 0, 'is asked to wait', steps => {
    const until = world.now + OWN_MS
    steps.world = { ...steps.world, asksToWaitLeft: steps.world.asksToWaitLeft - 1 }
    const longest = Math.max(circuit.isOpen ? circuit.until : 0, until)
    steps.change(index, { circuit: { isOpen: true, until: longest, askedUntil: until } })
  })
  return actions
}

/** One asks; after half a second all that talk to the same store, and know of no opening, have failed four times. */
export const outage = (steps: Steps, asker: number): void => {
  const { store } = steps.instance(asker)
  const voices = steps.world.instances.flatMap((one, index) =>
    one.store === store && !one.isLost ? [index] : [],
  )
  for (const index of voices) steps.beat(index)
  steps.report(asker, 0)
  wait(steps)
  for (const index of voices) {
    const { verdict } = steps.instance(index)
    if (verdict.state !== 'open' || verdict.isSetAside) steps.report(index, 4)
  }
}

/** What needs no fault: who has lost the store finds it; who talks to the old master moves to the new one. */
export const repairs = (world: World): Action[] =>
  world.instances.flatMap(({ isLost, store, verdict }, index) => [
    ...(isLost
      ? [
          {
            says: `i${index} finds the store`,
            act: (steps: Steps) => {
              const hopeAt = Math.max(verdict.hopeAt, steps.world.now)
              steps.change(index, { isLost: false, verdict: { ...verdict, hopeAt } })
              steps.beat(index)
            },
          },
        ]
      : []),
    ...(store === 0 && world.stores.length > 1
      ? [
          {
            says: `i${index} moves to the replica`,
            act: (steps: Steps) => {
              steps.change(index, { store: 1, inbox: [] })
              steps.beat(index)
            },
          },
        ]
      : []),
  ])
