import { callAll, fail, never, type Scenario, seenOf, succeed } from './scenario.ts'
import type { Handle } from './subject.ts'
import { settled } from './world.ts'

const ERRORS = 'packages/core/src/errors.test.ts'
const FEW = 200
const MANY = 20_000

/** The median of some failures, in microseconds, after so many calls within the window. */
const costOfFailure = async (handle: Handle, calls: number): Promise<number> => {
  for (let call = 0; call < calls; call += 1) void handle.call(succeed)
  await settled()
  const costs: number[] = []
  for (let failure = 0; failure < 41; failure += 1) {
    // Not `performance`, which stands still in this world.
    const start = process.hrtime.bigint()
    await handle.call(fail).catch(() => {})
    costs.push(Number(process.hrtime.bigint() - start) / 1_000)
  }
  return costs.toSorted((one, other) => one - other)[20] ?? Number.NaN
}

/** How many intervals it takes to make so many breakers. */
const intervalsOf = (make: () => unknown, breakers: number): number => {
  const real = globalThis.setInterval
  let intervals = 0
  globalThis.setInterval = ((...args: Parameters<typeof real>) => {
    intervals += 1
    return real(...args)
  }) as typeof real
  for (let count = 0; count < breakers; count += 1) make()
  globalThis.setInterval = real
  return intervals
}

/** The mistakes of who spends other people's memory and time. */
export const scenariosOfCost: readonly Scenario[] = [
  {
    mistake: 'one AbortController for all calls: one time-out kills the innocent',
    shownBy: {
      file: 'proof/peers/peers.test.ts',
      test: 'one call that is aborted leaves the signals of the others alone',
    },
    async play(subject, world) {
      const signals: AbortSignal[] = []
      const call = subject.makeTimed(signal => {
        signals.push(signal)
        return never()
      }, 100)
      void seenOf(call())
      await world.advance(90)
      void seenOf(call())
      await world.advance(20)
      const [first, second] = signals
      if (!first?.aborted) throw new Error('the first call should have timed out')
      const isMade = second?.aborted === true
      return { isMade, seen: `a call ${isMade ? '10 ms young is aborted too' : 'that began later goes on'}` }
    },
  },
  {
    mistake: 'each failure sorts every latency in the window',
    shownBy: {
      file: 'proof/peers/peers.test.ts',
      test: 'a failure costs the same after two hundred calls and after twenty thousand',
    },
    async play(subject) {
      const wishes = { half: { atLeast: 10 * MANY, windowMs: 10_000 } }
      await costOfFailure(subject.make(wishes), FEW)
      const few = await costOfFailure(subject.make(wishes), FEW)
      const many = await costOfFailure(subject.make(wishes), MANY)
      const seen = `${few.toFixed(0)} µs a failure after ${FEW} calls, ${many.toFixed(0)} µs after ${MANY}`
      return { isMade: many > 10 * few, seen }
    },
  },
  {
    mistake: 'intervals that tick for every breaker',
    shownBy: {
      file: 'packages/core/src/scale.test.ts',
      test: '100 000 breakers and a million calls leave no timer, listener or handle, and the process exits',
    },
    play(subject) {
      const intervals = intervalsOf(() => subject.make({}), 100)
      return { isMade: intervals > 0, seen: `${intervals} intervals for 100 breakers` }
    },
  },
  {
    mistake: 'the rejection holds no wait, or pays for a stack',
    shownBy: { file: ERRORS, test: 'is an Error without a stack, and leaves the stacks of others alone' },
    async play(subject) {
      const handle = subject.make({ failures: 1, openMs: 30_000 })
      await callAll(handle, fail)
      const seen = await seenOf(handle.call(succeed))
      if (typeof seen !== 'object') throw new Error('it should be rejected')
      const error = seen.error as Error
      const waits = Object.values(error).some(value => typeof value === 'number' && value >= 1_000)
      const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)).length
      return { isMade: !waits || frames > 0, seen: `${waits ? 'a' : 'no'} wait, ${frames} frames of stack` }
    },
  },
  {
    mistake: 'per-host breakers in a map that only grows',
    shownBy: { file: 'packages/core/src/circuit-breaker-manager.test.ts', test: 'keeps 1 024 by default' },
    play(subject) {
      const kept = subject.keep?.(10_000)
      if (kept === undefined) return { isMade: undefined, seen: 'keeps none by name' }
      return { isMade: kept > 5_000, seen: `keeps ${kept} of 10000 names` }
    },
  },
]
