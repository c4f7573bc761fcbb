import { CircuitBreaker } from '@recloser/core'
import FakeTimers from '@sinonjs/fake-timers'
import { seeded } from '../src/engine/random.ts'
import type { MakeGate, Tally, World } from '../src/index.ts'
import { Simulation } from '../src/world/simulation.ts'
import type { Contender } from './contenders.ts'

/** What a run of a world has come to. */
export interface Run {
  readonly tally: Tally
  /** Entries into open by a rule from closed. Of Recloser only. */
  readonly trips: number
  /** Attempts that were sent since the moment that the row watches, until one was refused. */
  readonly sentUntilRefusal: number
  /** Whether one was refused since then. */
  readonly isNoticed: boolean
}

/** Runs a world once. */
export const runWorld = async (
  world: World,
  contender: Contender,
  seed: number,
  watchFromMs = 0,
): Promise<Run> => {
  let [sent, isNoticed, trips] = [0, false, 0]
  const gate = contender.gate && counting(contender.gate, () => (trips += 1))
  const onAttempt = (now: number, isAdmitted: boolean): void => {
    if (now < watchFromMs || isNoticed) return
    if (isAdmitted) sent += 1
    else isNoticed = true
  }
  const tally = contender.isPeer
    ? await runPeer(world, contender.gate, seed, onAttempt)
    : new Simulation(world, { seed, gate, onAttempt }).run()
  return { tally, trips, sentUntilRefusal: sent, isNoticed }
}

const counting =
  (make: MakeGate, onTrip: () => void): MakeGate =>
  surroundings => {
    const gate = make(surroundings)
    if (gate instanceof CircuitBreaker) {
      gate.on('transition', ({ from, to }) => {
        if (from === 'closed' && to === 'open') onTrip()
      })
    }
    return gate
  }

/**
 * Through so many promises a result may pass before a library has counted it. cockatiel needs four; with 4, 40, or a whole
 * turn of the event loop the runs were the same, and a turn takes longest.
 */
const MOST_HOPS = 8

/** Timers, dates and the performance clock of a peer are the world's, and its promises settle between two events. */
async function runPeer(
  world: World,
  gate: MakeGate | undefined,
  seed: number,
  onAttempt: (now: number, isAdmitted: boolean) => void,
): Promise<Tally> {
  const fake = FakeTimers.install({
    now: 1_000,
    toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  })
  const { random } = Math
  // cockatiel draws its waits from it.
  Math.random = seeded(seed)
  try {
    const simulation = new Simulation(world, { seed, gate, onAttempt })
    for (;;) {
      // Before the event, so that a period that is over has ended.
      const wait = Math.floor(simulation.nextTime) - (fake.now - 1_000)
      if (wait > 0 && wait < Infinity) fake.tick(wait)
      if (!simulation.step()) break
      for (let hop = 0; hop < MOST_HOPS; hop++) await Promise.resolve()
    }
    return simulation.tally
  } finally {
    Math.random = random
    fake.uninstall()
  }
}
