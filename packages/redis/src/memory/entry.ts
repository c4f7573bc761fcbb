/** What a store keeps of one breaker. States: c closed, o open, h held closed by an operator. */
export interface Entry {
  readonly state: 'c' | 'o' | 'h'
  /** Odd is open, even is closed or held. */
  readonly g: number
  /** When that state ends, on the store's clock; of a closed one, when it is no longer on probation. */
  readonly ends: number
  readonly length: number
  readonly trips: number
  readonly ok: number
  readonly bad: number
  readonly actor: string
}

const NO_ENTRY: Entry = Object.freeze({
  state: 'c',
  g: 0,
  ends: 0,
  length: 0,
  trips: 0,
  ok: 0,
  bad: 0,
  actor: '',
})

/** Milliseconds until a deadline. One that is further off than its own length is over: the clock went back. */
export const leftOf = (ends: number, length: number, now: number): number => {
  const ms = ends - now
  return ms < 0 || ms > length ? 0 : ms
}

/** The entry as it reads now: a hold ends by itself. */
export const readAt = (entry: Entry | undefined, now: number): Entry => {
  if (entry === undefined) return NO_ENTRY
  const isOver = entry.state === 'h' && leftOf(entry.ends, entry.length, now) === 0
  return isOver ? { ...entry, state: 'c', ends: 0, length: 0, trips: 0 } : entry
}

/** How long a breaker opens at its so many-th trip. */
export const periodMs = (trips: number, first: number, multiplier: number, longest: number): number => {
  const most = Math.max(first, longest)
  let length = first
  for (let trip = 2; trip <= trips; trip += 1) {
    length *= multiplier
    if (length >= most) return most
  }
  return Math.floor(length)
}
