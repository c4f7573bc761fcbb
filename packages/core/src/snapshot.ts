import type { Circuit } from './circuit.ts'
import type { CircuitManager } from './circuit-manager.ts'
import { report } from './report.ts'
import { CLOSED, opened, type State } from './state.ts'
import type { BreakerSnapshot, ManagerSnapshot } from './types.ts'
import { checkDuration } from './words.ts'

/** What is not closed, as plain JSON for `restore`: in another page, process or invocation. Changes nothing. */
export const toSnapshot = (manager: CircuitManager): ManagerSnapshot => ({
  version: 1,
  at: Date.now(),
  breakers: Array.from(manager).flatMap(breaker => entryOf(breaker) ?? []),
})

/**
 * Opens what a snapshot says is open, and makes the breakers that are missing. No wait is shortened, nothing trips. What
 * makes no sense, is long over or finds no room is passed over, entry by entry: nothing in a snapshot makes it throw.
 *
 * @param elapsedMs how old the snapshot is. @default what the wall clock says
 * @returns how many entries were good
 * @throws RangeError when `elapsedMs` is no duration
 */
export const restore = (manager: CircuitManager, snapshot: unknown, elapsedMs?: number): number => {
  if (elapsedMs !== undefined && elapsedMs !== 0) checkDuration('elapsedMs', elapsedMs)
  return entriesIn(snapshot, elapsedMs).filter(entry => restoreOne(manager, entry)).length
}

/** What is worth keeping of a state: nothing of one that is closed, or shut down, which is an end and not a state. */
const entryOf = ({ name, config, _state: state }: Circuit): BreakerSnapshot | undefined => {
  const { reason = '', _until: until, _askedUntil: askedUntil, _held: held } = state
  if (state.name === 'closed' || held === 'shut') return undefined
  const now = config.clock.now()
  const kept = { name, reason, trips: state._trips, backoffMs: Math.ceil(state._backoffMs) }
  if (state.name === 'half-open') return { ...kept, waitMs: 0 }
  const waitMs = until === Infinity ? undefined : Math.ceil(until - now)
  if (held) return { ...kept, waitMs, forced: true }
  const askedMs = Math.ceil(askedUntil - now)
  return askedMs > 0 ? { ...kept, waitMs, askedMs } : { ...kept, waitMs }
}

/** The entries of a snapshot that make sense, so much later. */
const entriesIn = (snapshot: unknown, elapsedMs?: number): BreakerSnapshot[] => {
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

const restoreOne = (manager: CircuitManager, entry: BreakerSnapshot): boolean => {
  const { name, waitMs = 0 } = entry
  try {
    const known = manager.get(name)
    if (known === undefined && manager._configOf?.(name) === false) return false
    const breaker = known ?? manager._make(name)
    if (waitMs <= -breaker.config.maxBackoffMs) return false
    const takeOver = () => breaker._control('restored', (state, now) => restored(state, now, entry))
    if (known !== undefined) takeOver()
    else if (manager._makeRoom()) {
      manager._restored ??= new WeakSet()
      manager._restored.add(breaker)
      manager._keep(breaker, false, takeOver)
    } else return false
    return true
  } catch (error) {
    // It is `configOf` that fails: of a name that came from elsewhere it may know nothing.
    report(error)
    return false
  }
}

/** What the breaker says and what the entry says, of each the stricter; nothing where the breaker's own is. */
const restored = (state: State, now: number, entry: BreakerSnapshot): State | undefined => {
  const { reason, waitMs = Infinity, askedMs = 0, trips, backoffMs, forced } = entry
  const own = state.name === 'open' ? state : opened(CLOSED, reason, now, -Infinity)
  const until = now + waitMs
  // Half-open goes on, unless the entry is to wait for.
  if (state.name === 'half-open' && until <= now) return undefined
  const next = {
    ...opened(state, until > own._until ? reason : (own.reason ?? reason), now, Math.max(until, own._until)),
    _askedUntil: Math.max(now + askedMs, own._askedUntil),
    _trips: Math.max(trips, state._trips),
    _backoffMs: Math.max(backoffMs, state._backoffMs),
    _held: forced && until > now ? ('forced' as const) : own._held,
  }
  const fields = Object.keys(next) as (keyof State)[]
  return fields.some(field => next[field] !== state[field]) ? next : undefined
}
