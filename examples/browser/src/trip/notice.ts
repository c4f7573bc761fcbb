import type { CircuitState } from '@recloser/core'
import { agoOf, clockOf } from '../words.ts'

/** What is known when a panel explains itself. */
export interface NoticeFacts {
  /** What the panel shows, in the plural: `departures`. */
  readonly what: string
  readonly state: CircuitState
  readonly retryAfterMs: number | undefined
  readonly isOnline: boolean
  /** What became of the last call. */
  readonly last: 'none' | 'answered' | 'failed' | 'rejected'
  /** How old the data is; `undefined`: none has ever come. */
  readonly ageMs: number | undefined
  /** Whether the circuit has closed a moment ago. */
  readonly hasRecovered: boolean
  /** Says what stands in for data that has never come. */
  readonly instead: string
}

/** What a panel says to the person who reads it: where the data comes from, and what happens next. */
export interface Notice {
  readonly tone: 'live' | 'back' | 'stale' | 'open' | 'half-open' | 'offline'
  readonly text: string
  /** When it will go on. */
  readonly next?: string
}

export function noticeOf(facts: NoticeFacts): Notice {
  const { what, state, retryAfterMs, isOnline, last, ageMs, hasRecovered } = facts
  const basis = basisOf(facts)
  if (!isOnline)
    return { tone: 'offline', text: `You are offline. ${basis}`, next: 'Goes on when you are back' }
  if (state === 'open') {
    const next = retryAfterMs === undefined ? 'Trying again later' : `Next try in ${clockOf(retryAfterMs)}`
    return { tone: 'open', text: `Live ${what} are not available. ${basis}`, next }
  }
  if (state === 'half-open') {
    return { tone: 'half-open', text: `Live ${what} are not available. ${basis}`, next: 'Trying again now' }
  }
  if (last === 'failed') return { tone: 'stale', text: `The last update did not arrive. ${basis}` }
  if (ageMs === undefined) return { tone: 'live', text: `Asking for ${what}` }
  const updated = `updated ${agoOf(ageMs)}`
  return hasRecovered
    ? { tone: 'back', text: `Live again, ${updated}` }
    : { tone: 'live', text: `Live, ${updated}` }
}

function basisOf({ ageMs, instead }: NoticeFacts): string {
  return ageMs === undefined ? instead : `These are from ${agoOf(ageMs)}.`
}
