/** A call that was admitted, with all that decides whether its result will count. */
export interface Ticket {
  readonly generation: number
  readonly isProbe: boolean
  readonly leaseEndsAt: number
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
  readonly forced: boolean
}

export interface HalfOpen extends Outage {
  readonly name: 'half-open'
  readonly slots: number
  readonly successes: number
}

export type Circuit = { readonly name: 'closed' } | Open | HalfOpen

export const closed: Circuit = { name: 'closed' }

export const tripsOf = (circuit: Circuit): number => (circuit.name === 'closed' ? 0 : circuit.trips)
export const backoffOf = (circuit: Circuit): number => (circuit.name === 'closed' ? 0 : circuit.backoffMs)

export const isDue = (circuit: Circuit, now: number): circuit is Open =>
  circuit.name === 'open' && now >= circuit.until

/** Open until then; what was open keeps the moment since when. */
export const openUntil = (before: Circuit, reason: string, now: number, until: number): Open => ({
  name: 'open',
  reason,
  until,
  forced: false,
  openedAt: before.name === 'open' ? before.openedAt : now,
  trips: tripsOf(before),
  backoffMs: backoffOf(before),
})

export const probing = ({ reason, openedAt, trips, backoffMs }: Open, slots: number): HalfOpen => ({
  name: 'half-open',
  reason,
  openedAt,
  trips,
  backoffMs,
  slots,
  successes: 0,
})
