import {
  abort,
  callAll,
  type Finding,
  held,
  never,
  openThenWait,
  type Scenario,
  seenOf,
  succeed,
} from './scenario.ts'
import type { Subject } from './subject.ts'
import { settled, type World } from './world.ts'

const OPEN_MS = 1_000
const HALF_OPEN = 'packages/core/src/half-open.test.ts'

/** A call from before the outage ends while a probe is out. */
const late = async (subject: Subject, world: World, end: 'resolve' | 'reject'): Promise<string> => {
  const handle = subject.make({ failures: 2, openMs: OPEN_MS })
  const [old, probe] = [held(), held()]
  void seenOf(handle.call(old.act))
  await openThenWait(handle, world, 2, OPEN_MS)
  void seenOf(handle.call(probe.act))
  await settled()
  const before = handle.state()
  old[end]()
  await settled()
  return `${before} -> ${handle.state()}`
}

const wedged = async (subject: Subject, world: World): Promise<Finding> => {
  const handle = subject.make({ failures: 1, openMs: OPEN_MS })
  await openThenWait(handle, world, 1, OPEN_MS)
  void seenOf(handle.call(never))
  await world.advance(3_600_000)
  const next = held()
  const seen = await seenOf(handle.call(next.act))
  if (next.isCalled()) return { isMade: false, seen: 'another probe is let through' }
  return { isMade: true, seen: `an hour later a call is ${seen === 'pending' ? 'left waiting' : 'rejected'}` }
}

const ignoredProbe = async (subject: Subject, world: World): Promise<Finding> => {
  const handle = subject.make({ failures: 1, openMs: OPEN_MS })
  await openThenWait(handle, world, 1, OPEN_MS)
  await callAll(handle, abort)
  return { isMade: handle.state() === 'closed', seen: `${handle.state()} after an aborted probe` }
}

const queue = async (subject: Subject, world: World): Promise<Finding> => {
  const handle = subject.make({ failures: 1, openMs: OPEN_MS })
  await openThenWait(handle, world, 1, OPEN_MS)
  const probe = held()
  void seenOf(handle.call(probe.act))
  const controller = new AbortController()
  let [ended, run] = [0, 0]
  const act = async () => {
    run += 1
  }
  const end = () => {
    ended += 1
  }
  // Half of them change their minds while they wait, if they do.
  for (let caller = 0; caller < 500; caller += 1) {
    handle.call(act, caller % 2 === 0 ? controller.signal : undefined).then(end, end)
  }
  controller.abort()
  await settled()
  const waiting = 500 - ended
  probe.resolve()
  await settled()
  const isMade = waiting > 0
  const seen = `${waiting} of 500 wait, though 250 have aborted; then ${run} run at once`
  return { isMade, seen: isMade ? seen : 'all are told at once' }
}

const recovers = async (subject: Subject, world: World): Promise<void> => {
  const handle = subject.make({ failures: 1, openMs: OPEN_MS })
  await openThenWait(handle, world, 1, OPEN_MS)
  await callAll(handle, succeed)
  if (handle.state() !== 'closed')
    throw new Error(`${subject.name} should be closed, and is ${handle.state()}`)
}

/** The mistakes of who lets through a probe. */
export const scenariosOfHalfOpen: readonly Scenario[] = [
  {
    mistake: 'a result from before the outage decides half-open',
    shownBy: { file: HALF_OPEN, test: 'a success from before the outage does not close a half-open circuit' },
    async play(subject, world) {
      // Without this the subject would prove nothing by standing still.
      await recovers(subject, world)
      const seen = [await late(subject, world, 'resolve'), await late(subject, world, 'reject')]
      const isMade = seen.some(moves => moves !== 'half-open -> half-open')
      return { isMade, seen: `old success: ${seen[0]}; old failure: ${seen[1]}` }
    },
  },
  {
    mistake: 'a probe that never settles wedges the circuit for ever',
    shownBy: {
      file: HALF_OPEN,
      test: 'probeTimeoutMs: a probe that hangs gives its slot to another and wedges nothing',
    },
    play: wedged,
  },
  {
    mistake: 'a cancelled or ignored probe counts as success and closes',
    shownBy: {
      file: HALF_OPEN,
      test: 'does not close on a probe that was ignored, which gives its slot back',
    },
    play: ignoredProbe,
  },
  {
    mistake: 'half-open callers queue without bound, ignore their abort signal, are let go all at once',
    shownBy: {
      file: HALF_OPEN,
      test: 'halfOpenMaxCalls: lets three of a hundred callers through, and tells the others at once',
    },
    play: queue,
  },
]
