import { describe, expect, it } from 'vitest'
import { resolveConfig } from './config.ts'
import { lastCalls } from './last-calls.ts'
import { createMemory } from './window.ts'

const slowCallMs = 1
const timeWindow = (failureWindowMs = 10_000) => createMemory(resolveConfig({ failureWindowMs, slowCallMs }))
const countWindow = (size: number) =>
  createMemory(resolveConfig({ failureWindow: lastCalls(size), slowCallMs }))

describe('a time window', () => {
  it('counts calls, failures, slow calls and the run', () => {
    const window = timeWindow()
    window._record(false, false, 0)
    window._record(true, false, 1)
    window._record(true, true, 2)
    expect(window._read(3)).toEqual({ calls: 3, failures: 2, slow: 1, run: 2 })
  })

  it('forgets the oldest tenth as time passes over it', () => {
    const window = timeWindow()
    window._record(true, true, 500)
    window._record(false, false, 1_500)
    expect(window._read(9_999).calls).toBe(2)
    expect(window._read(10_000)).toMatchObject({ calls: 1, failures: 0, slow: 0 })
    expect(window._read(11_000).calls).toBe(0)
  })

  it('clears every bucket that was skipped: an idle hour is forgotten', () => {
    const window = timeWindow()
    for (let at = 0; at < 10_000; at += 500) window._record(true, true, at)
    window._record(false, false, 3_600_000)
    expect(window._read(3_600_000)).toEqual({ calls: 1, failures: 0, slow: 0, run: 0 })
  })

  it('clears only what it skips', () => {
    const window = timeWindow()
    window._record(true, false, 500)
    window._record(true, false, 3_500)
    window._record(true, false, 12_500)
    expect(window._read(12_500).calls).toBe(2)
  })

  it('changes nothing when it is read', () => {
    const window = timeWindow()
    window._record(true, false, 0)
    window._read(1_000_000)
    expect(window._read(0)).toEqual({ calls: 1, failures: 1, slow: 0, run: 1 })
  })

  it('ends a run by a success', () => {
    const window = timeWindow()
    window._record(true, false, 0)
    window._record(false, false, 1)
    window._record(true, false, 2)
    expect(window._read(2).run).toBe(1)
  })

  it('ends a run by a silence longer than the window, not by one as long', () => {
    const window = timeWindow()
    window._record(true, false, 0)
    expect(window._read(10_000).run).toBe(1)
    expect(window._read(10_001).run).toBe(0)
    window._record(true, false, 10_001)
    expect(window._read(10_001).run).toBe(1)
  })

  it('goes on with a run after a silence as long as the window, wherever the clock began', () => {
    for (const start of [0, 100_000]) {
      const window = timeWindow()
      window._record(true, false, start)
      window._record(true, false, start + 10_000)
      expect(window._read(start + 10_000).run).toBe(2)
    }
  })

  it('counts on when the clock steps back', () => {
    const window = timeWindow()
    window._record(true, false, 50_000)
    window._record(true, false, 20_000)
    expect(window._read(50_000)).toMatchObject({ calls: 2, failures: 2 })
  })

  it('forgets on a clock that starts further below zero than its buckets have numbers', () => {
    const window = timeWindow(1)
    window._record(true, false, -1e12)
    expect(window._read(-1e12 + 1).calls).toBe(0)
  })

  it('forgets on a clock whose buckets have numbers of more than 31 bits', () => {
    const window = timeWindow(10)
    window._record(true, false, 2 ** 31)
    window._record(true, false, 2 ** 31 + 10)
    expect(window._read(2 ** 31 + 10).calls).toBe(1)
  })

  it('forgets all at once when it is told to', () => {
    const window = timeWindow()
    for (let at = 0; at < 10_000; at += 500) window._record(true, true, at)
    window._forget()
    expect(window._read(9_999)).toEqual({ calls: 0, failures: 0, slow: 0, run: 0 })
  })

  it('works on a clock that starts below zero', () => {
    const window = timeWindow()
    window._record(true, false, -25_000)
    window._record(true, false, -500)
    window._record(true, false, 500)
    expect(window._read(500)).toMatchObject({ calls: 2, failures: 2 })
  })

  it('counts each call once when it is read at an earlier time', () => {
    const window = timeWindow()
    window._record(true, false, 50_000)
    expect(window._read(20_000).calls).toBe(1)
  })

  it('keeps what was before zero apart from what came after', () => {
    const window = timeWindow()
    window._record(true, false, -500)
    window._record(true, false, -400)
    window._record(true, false, 1_500)
    expect(window._read(1_500).calls).toBe(3)
  })

  it('clears no more buckets than it has, however short it is or long nobody called', () => {
    const window = timeWindow(1)
    window._record(true, false, 0)
    // Were it to pass over every bucket in between, it would never end.
    window._record(true, false, 1e14)
    expect(window._read(1e14).calls).toBe(1)
  })
})

describe('a count window', () => {
  it('keeps the last N calls and no more', () => {
    const window = countWindow(3)
    window._record(true, true, 0)
    window._record(false, false, 0)
    window._record(true, false, 0)
    expect(window._read(0)).toEqual({ calls: 3, failures: 2, slow: 1, run: 1 })
    window._record(false, true, 0)
    expect(window._read(0)).toEqual({ calls: 3, failures: 1, slow: 1, run: 0 })
  })

  it('counts anew when it was told to forget', () => {
    const window = countWindow(5)
    for (let call = 0; call < 4; call += 1) window._record(true, true, 0)
    window._forget()
    window._record(true, true, 0)
    expect(window._read(0)).toEqual({ calls: 1, failures: 1, slow: 1, run: 1 })
  })

  it('keeps no slow calls where no rule asks for them', () => {
    const window = createMemory(resolveConfig({ failureWindow: lastCalls(4) }))
    window._record(false, true, 0)
    window._record(false, false, 0)
    expect(window._read(0)).toEqual({ calls: 2, failures: 0, slow: 0, run: 0 })
  })

  it('forgets nothing with time', () => {
    const window = countWindow(5)
    window._record(true, false, 0)
    expect(window._read(1e12)).toEqual({ calls: 1, failures: 1, slow: 0, run: 1 })
  })

  it('remembers a failure after more successes than it keeps room for at first', () => {
    const window = countWindow(5_000)
    for (let call = 0; call < 4_000; call += 1) window._record(false, false, 0)
    window._record(true, true, 0)
    expect(window._read(0)).toEqual({ calls: 4_001, failures: 1, slow: 1, run: 1 })
    for (let call = 0; call < 5_000; call += 1) window._record(false, false, 0)
    expect(window._read(0)).toEqual({ calls: 5_000, failures: 0, slow: 0, run: 0 })
  })

  it.each([1, 7, 8, 9, 100, 700])('agrees with a list of the last %i calls', size => {
    const window = countWindow(size)
    const calls: [boolean, boolean][] = []
    for (let index = 0; index < 4 * size + 7; index += 1) {
      const call: [boolean, boolean] = [index % 3 === 0, index % 5 < 2]
      calls.push(call)
      window._record(...call, 0)
      const last = calls.slice(-size)
      expect(window._read(0)).toMatchObject({
        calls: last.length,
        failures: last.filter(([failed]) => failed).length,
        slow: last.filter(([, slow]) => slow).length,
      })
    }
  })
})
