import type { CircuitBreaker } from './circuit-breaker.ts'
import { opened } from './next-state.ts'
import type { State } from './state.ts'

/** What `toSnapshot` answers and `restore` takes: plain JSON, with nothing in it but names, reasons and numbers. */
export interface ManagerSnapshot {
  readonly version: 1
  /** When it was made: milliseconds of the wall clock, as of `Date.now()`. */
  readonly at: number
  /** Those that were not closed. */
  readonly breakers: readonly BreakerSnapshot[]
}

/** One breaker that was open or half-open. Times are relative, since clocks of two processes have no common origin. */
export interface BreakerSnapshot {
  readonly name: string
  /** Why it opened. */
  readonly reason: string
  /** Milliseconds to the end of the open period, negative when it is over; absent: open until somebody closes it. */
  readonly waitMs?: number | undefined
  /** Of them, those for which dependency or operator asked. */
  readonly askedMs?: number | undefined
  /** Trips since the last close. */
  readonly trips: number
  /** The open period that the last of them caused. */
  readonly backoffMs: number
  /** Present where an operator holds it open. */
  readonly forced?: true | undefined
}

/** What is worth keeping of a state: nothing of one that is closed, or shut down, which is an end and not a state. */
export const snapshotOf = ({ name, config, written: state }: CircuitBreaker): BreakerSnapshot | undefined => {
  if (state.name === 'closed' || state.drained !== undefined) return undefined
  const now = config.clock.now()
  const { reason, until, trips, backoffMs } = state
  const kept = { name, reason, trips, backoffMs: Math.ceil(backoffMs) }
  if (state.name === 'half-open') return { ...kept, waitMs: 0 }
  const waitMs = until === Infinity ? undefined : Math.ceil(until - now)
  if (state.isForced) return { ...kept, waitMs, forced: true }
  const askedMs = Math.ceil(state.askedUntil - now)
  return askedMs > 0 ? { ...kept, waitMs, askedMs } : { ...kept, waitMs }
}

/**
 * The entries of a snapshot that make sense, so many milliseconds later. Whatever else is in it is passed over.
 *
 * @param elapsedMs @default what the wall clock says
 */
export const entriesOf = (snapshot: unknown, elapsedMs?: number): BreakerSnapshot[] => {
  const { version, at, breakers } = Object(snapshot) as Record<keyof ManagerSnapshot, unknown>
  if (version !== 1 || !Number.isFinite(at) || !Array.isArray(breakers)) return []
  // A clock that went back must not lengthen a wait.
  const passedMs = Math.max(0, elapsedMs ?? Date.now() - (at as number))
  return breakers.filter(isEntry).map(({ waitMs = Infinity, askedMs = 0, ...entry }) => ({
    ...entry,
    waitMs: waitMs - passedMs,
    askedMs: askedMs - passedMs,
  }))
}

const isEntry = (value: unknown): value is BreakerSnapshot => {
  const entry = Object(value) as Record<keyof BreakerSnapshot, unknown>
  const { name, reason, waitMs, askedMs = 0, trips, backoffMs, forced } = entry
  return (
    [name, reason].every(text => typeof text === 'string' && text !== '') &&
    [askedMs, trips, backoffMs].every(amount => Number.isFinite(amount) && (amount as number) >= 0) &&
    (waitMs === undefined ? forced === true : Number.isFinite(waitMs))
  )
}

/** The state of a breaker with what the entry says of it: of two waits the longer stands, and half-open goes on. */
export const restored = (state: State, now: number, entry: BreakerSnapshot): State => {
  const { reason, waitMs = Infinity, askedMs = 0, trips, backoffMs, forced } = entry
  const until = now + waitMs
  if (state.name !== 'closed' && until <= Math.max(now, state.until)) return state
  return {
    ...opened(state, reason, now, until),
    askedUntil: now + askedMs,
    trips: Math.max(trips, state.trips),
    backoffMs: Math.max(backoffMs, state.backoffMs),
    isForced: forced === true,
  }
}
