import { callAll, down, fail, held, openThenWait, type Scenario, seenOf, succeed } from './scenario.ts'

const OPEN_MS = 1_000
const HOUR_MS = 3_600_000
const times = <Thing>(count: number, thing: Thing): Thing[] => Array.from({ length: count }, () => thing)

/** The mistakes of who counts and keeps time. */
export const scenariosOfJudging: readonly Scenario[] = [
  {
    mistake: 'failures of an hour ago trip a 10 s window',
    shownBy: {
      file: 'packages/core/src/window.test.ts',
      test: 'clears every bucket that was skipped: an idle hour is forgotten',
    },
    async play(subject, world) {
      const handle = subject.make({ half: { atLeast: 10, windowMs: 10_000 } })
      await callAll(handle, ...times(9, fail))
      const before = handle.state()
      await world.advance(HOUR_MS)
      await callAll(handle, fail)
      const isMade = before === 'closed' && handle.state() === 'open'
      return { isMade, seen: `${handle.state()} after 9 failures, an hour, and one more` }
    },
  },
  {
    mistake: 'a listener that throws hangs or fails the caller',
    shownBy: {
      file: 'packages/core/src/events.test.ts',
      test: 'reaches neither the call nor the other listeners, and is reported once',
    },
    async play(subject, world) {
      const handle = subject.make({ failures: 1, openMs: OPEN_MS })
      const bug = new Error('a bug in the listener')
      handle.onOpen(() => {
        throw bug
      })
      const seen = await seenOf(handle.call(fail))
      const reported = world.escaped.includes(bug) ? ', the bug is reported' : ''
      if (seen === 'pending') return { isMade: true, seen: `the caller hangs${reported}` }
      const isOwn = typeof seen === 'object' && seen.error === down
      return {
        isMade: !isOwn,
        seen: `the caller gets ${isOwn ? 'its own' : 'the listener’s'} error${reported}`,
      }
    },
  },
  {
    mistake: 'a wall-clock step of −1 h keeps it open for an hour',
    shownBy: {
      file: 'packages/core/src/clock.test.ts',
      test: 'is not moved by a wall clock that steps by %i ms',
    },
    async play(subject, world) {
      const handle = subject.make({ failures: 1, openMs: OPEN_MS })
      await callAll(handle, fail)
      world.stepWall(-HOUR_MS)
      await world.advance(OPEN_MS * 1.2)
      const probe = held()
      void seenOf(handle.call(probe.act))
      const isMade = !probe.isCalled()
      return { isMade, seen: isMade ? 'still rejects when its time is over' : 'lets a probe through in time' }
    },
  },
  {
    mistake: 'the first failure ever opens, by default',
    shownBy: {
      file: 'packages/core/src/closed.test.ts',
      test: 'keeps opening after the first failure ever impossible without a rule that says so',
    },
    async play(subject) {
      const handle = subject.make({})
      await callAll(handle, fail)
      return { isMade: handle.state() === 'open', seen: `${handle.state()} after one failure` }
    },
  },
  {
    mistake: 'rejections count in the failure rate’s denominator',
    shownBy: {
      file: 'packages/core/src/half-open.test.ts',
      test: 'keeps rejections out of the window: after an outage the rate is that of calls alone',
    },
    async play(subject, world) {
      const handle = subject.make({ half: { atLeast: 10, windowMs: 60_000 }, openMs: OPEN_MS })
      await openThenWait(handle, world, 10, 0)
      await callAll(handle, ...times(200, fail))
      await world.advance(OPEN_MS * 1.2)
      await callAll(handle, succeed)
      if (handle.state() !== 'closed') throw new Error(`it should have recovered, and is ${handle.state()}`)
      await callAll(handle, ...times(20, fail))
      const isMade = handle.state() !== 'open'
      return { isMade, seen: `${handle.state()} after 200 rejections, recovery, and 20 failures of 20 calls` }
    },
  },
]
