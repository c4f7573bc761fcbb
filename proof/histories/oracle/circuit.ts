/** A call that was admitted, with all that decides whether its result will count. */
export interface Ticket {
  readonly generation: number
  readonly isProbe: boolean
  /** When it no longer takes a slot of half-open, nor a place of `maxInFlight`, if it has not settled. */
  readonly leaseEndsAt: number
  /** Whether it takes a place of `maxInFlight`: not a call that only a shadow lets through. */
  readonly takesPlace: boolean
}

/** What lasts from the moment the circuit leaves `closed` until it is back. */
interface Outage {
  readonly reason: string
  readonly openedAt: number
  readonly trips: number
  readonly backoffMs: number
}

export interface Open extends Outage {
  readonly name: 'open'
  readonly until: number
  /** Until then dependency or operator asked to wait; the rest is a guess. */
  readonly askedUntil: number
  readonly forced: boolean
}

export interface HalfOpen extends Outage {
  readonly name: 'half-open'
  readonly slots: number
  readonly successes: number
  /** Failed and slow probes. */
  readonly failures: number
}

export type Circuit = { readonly name: 'closed' } | Open | HalfOpen

export const closed: Circuit = { name: 'closed' }

export const tripsOf = (circuit: Circuit): number => (circuit.name === 'closed' ? 0 : circuit.trips)
export const backoffOf = (circuit: Circuit): number => (circuit.name === 'closed' ? 0 : circuit.backoffMs)

export const isDue = (circuit: Circuit, now: number): circuit is Open =>
  circuit.name === 'open' && now >= circuit.until

/** Open until then, because somebody asked for it; what was open keeps the moment since when. */
export const openUntil = (before: Circuit, reason: string, now: number, until: number): Open => ({
  name: 'open',
  reason,
  until,
  askedUntil: until,
  forced: false,
  openedAt: before.name === 'open' ? before.openedAt : now,
  trips: tripsOf(before),
  backoffMs: backoffOf(before),
})

/** Open, and at least until then: nothing shortens a period. */
export const lengthened = (before: Open, until: number): Open => ({
  ...before,
  until: Math.max(before.until, until),
  askedUntil: Math.max(before.askedUntil, until),
})

export const probing = (before: Open | HalfOpen, slots: number): HalfOpen => {
  const { reason, openedAt, trips, backoffMs } = before
  return { name: 'half-open', reason, openedAt, trips, backoffMs, slots, successes: 0, failures: 0 }
}
