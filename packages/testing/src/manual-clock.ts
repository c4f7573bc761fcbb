/** A clock that moves only when a test moves it; fits the `clock` option of every breaker. */
export interface ManualClock {
  /** Milliseconds, like `performance.now()`. Needs no `this`. */
  readonly now: () => number
  /** Moves on by `ms` and wakes whoever waited for a moment passed on the way, the earliest first. */
  readonly advance: (ms: number) => void
  /** Moves on to the moment `ms`. */
  readonly set: (ms: number) => void
  /** Resolves when the clock has moved on by `ms`; fits the `wait` option of `flaky` and `misbehavingServer`. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>
}

interface Sleeper {
  readonly dueAt: number
  readonly wake: () => void
}

/**
 * Makes a clock for tests: time passes when you say so, and never backwards.
 *
 * @throws RangeError from `advance`, `set` and `wait` when time would go backwards or is no finite number
 */
export function manualClock(start = 0): ManualClock {
  let time = requireFinite('start', start)
  let sleepers: Sleeper[] = []

  function set(ms: number): void {
    if (requireFinite('ms', ms) < time) {
      throw new RangeError(`a manual clock must not go back, got ${ms} at ${time}`)
    }
    time = ms
    const due = sleepers.filter(sleeper => sleeper.dueAt <= time)
    sleepers = sleepers.filter(sleeper => sleeper.dueAt > time)
    due.sort((one, other) => one.dueAt - other.dueAt)
    for (const sleeper of due) sleeper.wake()
  }

  return {
    now: () => time,
    set,
    advance: ms => set(time + requireDuration(ms)),
    wait(ms, signal) {
      const dueAt = time + requireDuration(ms)
      if (ms === 0 || signal?.aborted) return Promise.resolve()
      return new Promise(resolve => {
        const wake = () => {
          sleepers = sleepers.filter(other => other !== sleeper)
          signal?.removeEventListener('abort', wake)
          resolve()
        }
        const sleeper = { dueAt, wake }
        sleepers.push(sleeper)
        signal?.addEventListener('abort', wake)
      })
    },
  }
}

function requireFinite(name: string, value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, got ${value}`)
  return value
}

function requireDuration(ms: number): number {
  if (!(Number.isFinite(ms) && ms >= 0)) throw new RangeError(`ms must be a finite number >= 0, got ${ms}`)
  return ms
}
