import { describe, expect, it } from 'vitest'
import { resolveConfig } from './config.ts'
import { lastCalls } from './last-calls.ts'
import type { CircuitBreakerConfig, Outcome } from './types.ts'
import { createMemory } from './window.ts'

const slowCallMs = 1
/** A memory that is told its configuration, and has a clock that says one time. */
const memoryOf = (config: CircuitBreakerConfig) => {
  const resolved = resolveConfig(config)
  const memory = createMemory(resolved)
  return {
    record: (outcome: Outcome, slow: boolean, now: number) => memory._record(outcome, slow, now, resolved),
    read: (now: number) => memory._read(now, resolved),
    forget: () => memory._forget(),
    stir: (now: number) => memory._stir(now),
    enter: (now: number) => memory._enter({ ...resolved, clock: { now: () => now } }),
    leave: () => memory._leave('ignored'),
  }
}
const timeWindow = (failureWindowMs = 10_000) => memoryOf({ failureWindowMs, slowCallMs })
const countWindow = (size: number) => memoryOf({ failureWindow: lastCalls(size), slowCallMs })

describe('a time window', () => {
  it('counts calls, failures, slow calls and the run', () => {
    const window = timeWindow()
    window.record('success', false, 0)
    window.record('failure', false, 1)
    window.record('failure', true, 2)
    expect(window.read(3)).toEqual({ calls: 3, failures: 2, slow: 1, run: 2, excess: 0 })
  })

  it('forgets the oldest tenth as time passes over it', () => {
    const window = timeWindow()
    window.record('failure', true, 500)
    window.record('success', false, 1_500)
    expect(window.read(9_999).calls).toBe(2)
    expect(window.read(10_000)).toMatchObject({ calls: 1, failures: 0, slow: 0 })
    expect(window.read(11_000).calls).toBe(0)
  })

  it('clears every bucket that was skipped: an idle hour is forgotten', () => {
    const window = timeWindow()
    for (let at = 0; at < 10_000; at += 500) window.record('failure', true, at)
    window.record('success', false, 3_600_000)
    expect(window.read(3_600_000)).toEqual({ calls: 1, failures: 0, slow: 0, run: 0, excess: 0 })
  })

  it('clears only what it skips', () => {
    const window = timeWindow()
    window.record('failure', false, 500)
    window.record('failure', false, 3_500)
    window.record('failure', false, 12_500)
    expect(window.read(12_500).calls).toBe(2)
  })

  it('changes nothing when it is read', () => {
    const window = timeWindow()
    window.record('failure', false, 0)
    window.read(1_000_000)
    expect(window.read(0)).toEqual({ calls: 1, failures: 1, slow: 0, run: 1, excess: 0 })
  })

  it('ends a run by a success', () => {
    const window = timeWindow()
    window.record('failure', false, 0)
    window.record('success', false, 1)
    window.record('failure', false, 2)
    expect(window.read(2).run).toBe(1)
  })

  it.each([0, 100_000])(
    'ends a run by a silence longer than the window, not by one as long, from %i on',
    start => {
      const window = timeWindow()
      window.record('failure', false, start)
      expect(window.read(start + 10_000).run).toBe(1)
      expect(window.read(start + 10_001).run).toBe(0)
      window.enter(start + 10_000)
      expect(window.read(start + 10_000).run).toBe(1)
      window.leave()
      window.enter(start + 10_001)
      expect(window.read(start + 10_001).run).toBe(0)
    },
  )

  it('keeps a run while a call is under way, however long it takes', () => {
    const window = timeWindow()
    window.record('failure', false, 0)
    window.enter(9_000)
    expect(window.read(900_000).run).toBe(1)
    window.enter(900_000)
    window.leave()
    window.leave()
    window.record('failure', false, 900_000)
    expect(window.read(900_000).run).toBe(2)
  })

  it('is not silent where calls end that decide nothing', () => {
    const window = timeWindow()
    window.record('failure', false, 0)
    window.stir(8_000)
    expect(window.read(18_000).run).toBe(1)
    expect(window.read(18_001).run).toBe(0)
  })

  it('counts a call that was given up as slow, and leaves the run as it is', () => {
    const window = timeWindow()
    window.record('failure', false, 0)
    window.record('ignored', true, 1)
    expect(window.read(1)).toEqual({ calls: 2, failures: 1, slow: 1, run: 1, excess: 0 })
  })

  it('counts on when the clock steps back', () => {
    const window = timeWindow()
    window.record('failure', false, 50_000)
    window.record('failure', false, 20_000)
    expect(window.read(50_000)).toMatchObject({ calls: 2, failures: 2 })
  })

  it('forgets on a clock that starts further below zero than its buckets have numbers', () => {
    const window = timeWindow(1)
    window.record('failure', false, -1e12)
    expect(window.read(-1e12 + 1).calls).toBe(0)
  })

  it('forgets on a clock whose buckets have numbers of more than 31 bits', () => {
    const window = timeWindow(10)
    window.record('failure', false, 2 ** 31)
    window.record('failure', false, 2 ** 31 + 10)
    expect(window.read(2 ** 31 + 10).calls).toBe(1)
  })

  it('forgets all at once when it is told to', () => {
    const window = timeWindow()
    for (let at = 0; at < 10_000; at += 500) window.record('failure', true, at)
    window.forget()
    expect(window.read(9_999)).toEqual({ calls: 0, failures: 0, slow: 0, run: 0, excess: 0 })
  })

  it('works on a clock that starts below zero', () => {
    const window = timeWindow()
    window.record('failure', false, -25_000)
    window.record('failure', false, -500)
    window.record('failure', false, 500)
    expect(window.read(500)).toMatchObject({ calls: 2, failures: 2 })
  })

  it('counts each call once when it is read at an earlier time', () => {
    const window = timeWindow()
    window.record('failure', false, 50_000)
    expect(window.read(20_000).calls).toBe(1)
  })

  it('keeps what was before zero apart from what came after', () => {
    const window = timeWindow()
    window.record('failure', false, -500)
    window.record('failure', false, -400)
    window.record('failure', false, 1_500)
    expect(window.read(1_500).calls).toBe(3)
  })

  it('clears the bucket that it enters, and not another', () => {
    const window = timeWindow()
    for (let call = 0; call < 3; call += 1) window.record('success', false, 0)
    for (let at = 1_000; at < 10_000; at += 1_000) window.record('success', false, at)
    window.record('success', false, 10_000)
    expect(window.read(10_000).calls).toBe(10)
  })

  it('comes to an end on a clock beyond the whole numbers', () => {
    const window = timeWindow(1)
    window.record('failure', false, 1e16)
    window.record('failure', false, 3e16)
    expect(window.read(3e16).calls).toBeGreaterThan(0)
    expect(window.read(9e18).calls).toBe(0)
  })

  it('clears no more buckets than it has, however short it is or long nobody called', () => {
    const window = timeWindow(1)
    window.record('failure', false, 0)
    // Were it to pass over every bucket in between, it would never end.
    window.record('failure', false, 1e14)
    expect(window.read(1e14).calls).toBe(1)
  })
})

describe('lastCalls', () => {
  it.each([0, -1, 1.5, Number.NaN, Infinity, '5' as never])('refuses %j calls', calls => {
    expect(() => lastCalls(calls)).toThrow(RangeError)
  })

  it('names what is wrong, the rule and the value', () => {
    expect(() => lastCalls(0)).toThrow('calls must be a whole number >= 1, got 0')
  })

  it('keeps a single call where it is told to', () => {
    expect(lastCalls(1).calls).toBe(1)
  })
})

describe('a count window', () => {
  it('keeps the last N calls and no more', () => {
    const window = countWindow(3)
    window.record('failure', true, 0)
    window.record('success', false, 0)
    window.record('failure', false, 0)
    expect(window.read(0)).toEqual({ calls: 3, failures: 2, slow: 1, run: 1, excess: 0 })
    window.record('success', true, 0)
    expect(window.read(0)).toEqual({ calls: 3, failures: 1, slow: 1, run: 0, excess: 0 })
  })

  it('counts anew when it was told to forget', () => {
    const window = countWindow(5)
    for (let call = 0; call < 4; call += 1) window.record('failure', true, 0)
    window.forget()
    window.record('failure', true, 0)
    expect(window.read(0)).toEqual({ calls: 1, failures: 1, slow: 1, run: 1, excess: 0 })
  })

  it('keeps no slow calls where no rule asks for them', () => {
    const window = memoryOf({ failureWindow: lastCalls(4) })
    window.record('success', true, 0)
    window.record('success', false, 0)
    expect(window.read(0)).toEqual({ calls: 2, failures: 0, slow: 0, run: 0, excess: 0 })
  })

  it('counts a call that was given up as slow, and leaves the run as it is', () => {
    const window = countWindow(5)
    window.record('failure', false, 0)
    window.record('ignored', true, 0)
    expect(window.read(0)).toEqual({ calls: 2, failures: 1, slow: 1, run: 1, excess: 0 })
  })

  it('forgets nothing with time', () => {
    const window = countWindow(5)
    window.record('failure', false, 0)
    expect(window.read(1e12)).toEqual({ calls: 1, failures: 1, slow: 0, run: 1, excess: 0 })
    window.enter(1e12)
    expect(window.read(1e12).run).toBe(1)
  })

  it('remembers a failure after more successes than it keeps room for at first', () => {
    const window = countWindow(5_000)
    for (let call = 0; call < 4_000; call += 1) window.record('success', false, 0)
    window.record('failure', true, 0)
    expect(window.read(0)).toEqual({ calls: 4_001, failures: 1, slow: 1, run: 1, excess: 0 })
    for (let call = 0; call < 5_000; call += 1) window.record('success', false, 0)
    expect(window.read(0)).toEqual({ calls: 5_000, failures: 0, slow: 0, run: 0, excess: 0 })
  })

  it.each([1, 7, 8, 9, 100, 700])('agrees with a list of the last %i calls', size => {
    const window = countWindow(size)
    const calls: [boolean, boolean][] = []
    for (let index = 0; index < 4 * size + 7; index += 1) {
      const [failed, slow] = [index % 3 === 0, index % 5 < 2]
      calls.push([failed, slow])
      window.record(failed ? 'failure' : 'success', slow, 0)
      const last = calls.slice(-size)
      expect(window.read(0)).toMatchObject({
        calls: last.length,
        failures: last.filter(call => call[0]).length,
        slow: last.filter(call => call[1]).length,
      })
    }
  })
})
