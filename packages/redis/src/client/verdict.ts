import type { News } from '../protocol/news.ts'

/** What the fleet says of one breaker, as this instance knows it. */
export interface Verdict {
  readonly state: News['state']
  /** The highest that was heard of this breaker; 0: none. */
  readonly generation: number
  /** When the opening is due, or the hold over, on this instance's clock. */
  readonly until: number
  readonly trips: number
  /** The operator, where it was one. */
  readonly actor: string
  readonly heardAt: number
  /** Since when there was neither a lease nor news: what patience is counted from. */
  readonly hopeAt: number
  /** The circuit has closed by itself while the store had no say: this opening binds it no more. */
  readonly isSetAside: boolean
}

export const NO_VERDICT: Verdict = Object.freeze({
  state: 'closed',
  generation: 0,
  until: 0,
  trips: 0,
  actor: '',
  heardAt: 0,
  hopeAt: 0,
  isSetAside: false,
})

/**
 * What news make of a verdict: the same one where they are not higher. A store that knows nothing (0) says nothing.
 *
 * @param laterBy by how much later than the store's deadline this instance is due, so that not all are at once
 */
export const hear = (verdict: Verdict, news: News, now: number, laterBy = 0): Verdict => {
  const { state, generation, ms, trips, actor } = news
  if (generation <= verdict.generation) return verdict
  const until = now + ms + laterBy
  return { state, generation, until, trips, actor, heardAt: now, hopeAt: until, isSetAside: false }
}

/** Who decides about a probe: the circuit alone, the store, or nobody because the fleet is open and not due. */
export type Decides = 'circuit' | 'store' | 'nobody'

/**
 * A shared opening only adds: where the store is lost, or has neither leased nor said anything for so long, the circuit is
 * as it would be alone.
 */
export const whoDecides = (verdict: Verdict, now: number, isLost: boolean, patienceMs: number): Decides => {
  if (verdict.state !== 'open' || verdict.isSetAside || isLost) return 'circuit'
  if (now < verdict.until) return 'nobody'
  return now - verdict.hopeAt >= patienceMs ? 'circuit' : 'store'
}

/** The circuit has closed: where that was its own doing, an opening of the fleet is set aside. */
export const closedBy = (verdict: Verdict, decides: Decides): Verdict =>
  verdict.state === 'open' && decides === 'circuit' ? { ...verdict, isSetAside: true } : verdict

/** What the store is told that this instance knows: of an opening that it has set aside it claims to know nothing. */
export const toldOf = ({ generation, isSetAside }: Verdict): number => (isSetAside ? 0 : generation)
