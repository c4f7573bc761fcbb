import { type CircuitManager, type Clock, wake } from '@recloser/core'

export interface WatchPageOptions {
  /** Milliseconds of the wall clock, by which a sleep is noticed. @default Date */
  wallClock?: Clock | undefined
}

/** By how much the wall clock must have got ahead for a sleep: less is the step of a clock that was set right. */
const SLEEP_MS = 10_000

/** A page that is thawed and shown again hears of both within this time, and has waked once. */
const ONE_WAKE_MS = 1_000

/**
 * Wakes the breakers of a page that was asleep, frozen, in the back-forward cache or offline: one probe goes at once, and
 * what was before counts no more. Has no timer, and stands in no cache's way. Outside a page it does nothing.
 *
 * A sleep shows as a gap between the wall clock and that of the manager. It is looked for when the page is shown, focused or
 * online again, and, should a page be told of nothing, when a breaker rejects a call or changes its state.
 *
 * @returns its undo
 */
export const watchPage = (
  manager: CircuitManager,
  { wallClock = Date }: WatchPageOptions = {},
): (() => void) => {
  if (typeof document === 'undefined') return () => {}
  const { clock } = manager.config
  const offset = (): number => wallClock.now() - clock.now()
  let known = offset()
  let wakedAt = -Infinity

  const wakeAll = (sleptMs?: number): void => {
    wakedAt = clock.now()
    for (const breaker of manager) wake(breaker, sleptMs)
  }
  const look = (): boolean => {
    const sleptMs = offset() - known
    known += sleptMs
    const isSleep = sleptMs >= SLEEP_MS
    if (isSleep) wakeAll(sleptMs)
    return isSleep
  }
  const online = (): void => {
    if (!look()) wakeAll()
  }
  const thaw = (): void => {
    if (!look() && clock.now() - wakedAt >= ONE_WAKE_MS) wakeAll()
  }
  const show = (event: PageTransitionEvent): void => {
    if (event.persisted) thaw()
  }

  const listeners = new AbortController()
  const { signal } = listeners
  addEventListener('online', online, { signal })
  addEventListener('pageshow', show, { signal })
  addEventListener('focus', look, { signal })
  document.addEventListener('visibilitychange', look, { signal })
  document.addEventListener('resume', thaw, { signal })
  const offs = [manager.on('rejected', look), manager.on('transition', look)]
  return () => {
    listeners.abort()
    for (const off of offs) off()
  }
}
