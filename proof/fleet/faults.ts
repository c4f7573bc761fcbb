import type { Action } from './actions.ts'
import { type FaultKind, type Instance, newInstance, type Operation, TICK, type World } from './world.ts'

/** What goes wrong, and how often, is bounded by the size of the world. */
export const faults = (world: World): Fault[] => [
  ...ofStore(world),
  ...world.operations.flatMap(ofOperation),
  ...world.instances.flatMap(ofMember),
]

const fault = (kind: FaultKind, says: string, act: Action['act']): Action & { kind: FaultKind } => ({
  kind,
  says: `FAULT: ${says}`,
  act: steps => {
    steps.world = { ...steps.world, faultsLeft: steps.world.faultsLeft - 1, hadFault: true }
    act(steps)
  },
})

const ofStore = ({ stores }: World): Fault[] => [
  fault('data', 'the store loses all data', steps => {
    const others = steps.world.stores.slice(1)
    steps.world = { ...steps.world, stores: [steps.subject.newStore(), ...others], hasLost: true }
  }),
  fault('clock', 'the clock of the store goes back by an hour', steps => {
    const [first = 0, ...rest] = steps.world.offsets
    steps.world = { ...steps.world, offsets: [first - 3_600_000, ...rest] }
  }),
  ...(stores.length > 1
    ? []
    : [
        fault('replica', 'a replica falls behind, and is promoted', steps => {
          const { stores: masters, offsets } = steps.world
          const copies = masters.map(one => one.copy())
          const [offset = 0] = offsets
          // A second behind, as clocks of two machines are.
          steps.world = { ...steps.world, stores: [...masters, ...copies], offsets: [offset, offset - TICK] }
        }),
      ]),
]

const ofOperation = ({ kind, from, isWaited }: Operation, at: number): Fault[] => [
  fault('operation', `the ${kind} of i${from} is lost`, steps => {
    const operations = steps.world.operations.toSpliced(at, 1)
    steps.world = { ...steps.world, operations, hasLost: true }
  }),
  ...(kind === 'lease' && isWaited
    ? [
        fault('late', `i${from} waits in vain for its lease`, steps => {
          const late = steps.world.operations.map((one, index) =>
            index === at ? { ...one, isWaited: false } : one,
          )
          steps.world = { ...steps.world, operations: late }
        }),
      ]
    : []),
]

const ofMember = ({ inbox, isLost, store }: Instance, index: number): Fault[] => [
  ...(inbox.length > 0
    ? [
        fault('message', `i${index} misses a message`, steps =>
          steps.change(index, { inbox: inbox.slice(1) }),
        ),
      ]
    : []),
  fault('crash', `i${index} crashes, and starts again`, steps => {
    const operations = steps.world.operations.filter(({ from }) => from !== index)
    steps.change(index, newInstance(store))
    steps.world = { ...steps.world, operations, hasLost: true }
  }),
  ...(isLost
    ? []
    : [fault('cut', `i${index} loses the store`, steps => steps.change(index, { isLost: true, inbox: [] }))]),
]

/** Something that goes wrong. */
export type Fault = Action & { readonly kind: FaultKind }
