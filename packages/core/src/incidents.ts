import type { CircuitTransition, Permit } from './types.ts'

/** How often what seldom happens happened. */
export type Totals = { [Name in 'ignored' | 'throttled' | 'rejected' | 'busy' | 'slow' | 'late']: number }

/** None of them so far. */
export const noTotals = (): Totals => ({ ignored: 0, throttled: 0, rejected: 0, busy: 0, slow: 0, late: 0 })

/** What a breaker remembers beside its calls. Most never need it, and then it weighs nothing. */
export class Incidents {
  lastTransition: CircuitTransition | undefined
  _totals: Totals = noTotals()
  /** Until when a failure of this run asked to wait. */
  _askedUntil: number = -Infinity
  /** Until when each call in flight counts; kept where `maxInFlight` asks. */
  readonly _calls: Places = []
  /** Until when each probe of this half-open holds its slot. */
  _slots: Places = []
  /** The probes that have not settled, however late they may: of this half-open and of earlier ones. */
  readonly _probes: Map<Permit, number> = new Map()
}

/** Until when each place is taken. All of one list last equally long, so that they end in the order in which they began. */
type Places = number[]

/** Whether so many places are taken. Who never gives his back does not hold it for ever. */
export const isFull = (places: Places, most: number, now: number): boolean => {
  while ((places[0] ?? Infinity) <= now) places.shift()
  return places.length >= most
}
