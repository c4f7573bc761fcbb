import { BREAKER_STATE, OUTCOME, REASON, STATE_FROM, STATE_TO } from '../readings/attributes.ts'
import type { Reading } from '../readings/reader.ts'
import type { Sample } from '../readings/totals.ts'

/** One name in the registry, and where its samples come from. */
export interface Family {
  readonly kind: 'counter' | 'gauge'
  readonly name: string
  readonly help: string
  readonly labels: readonly string[]
  readonly samplesOf: (reading: Reading) => Iterable<Sample>
}

/** Recloser's own. @param owner the attributes that a breaker's series may have */
export const ownFamilies = (owner: readonly string[]): Family[] => [
  {
    kind: 'counter',
    name: 'recloser_calls_total',
    help: 'Calls that ended, by outcome',
    labels: [...owner, OUTCOME],
    samplesOf: ({ calls }) => calls,
  },
  {
    kind: 'counter',
    name: 'recloser_rejections_total',
    help: 'Calls rejected without being made, by the reason',
    labels: [...owner, REASON],
    samplesOf: ({ rejections }) => rejections,
  },
  {
    kind: 'counter',
    name: 'recloser_transitions_total',
    help: 'Changes of state, by states and reason',
    labels: [...owner, STATE_FROM, STATE_TO, REASON],
    samplesOf: ({ transitions }) => transitions,
  },
  {
    kind: 'gauge',
    name: 'recloser_breaker_count',
    help: 'Breakers in each state',
    labels: [BREAKER_STATE],
    samplesOf: ({ count }) => count,
  },
  {
    kind: 'gauge',
    name: 'recloser_breaker_status',
    help: '1 for the state of a breaker that is or was not closed',
    labels: [...owner, BREAKER_STATE],
    samplesOf: ({ status }) => status,
  },
  {
    kind: 'gauge',
    name: 'recloser_breaker_folded',
    help: 'Breakers that share the name _other',
    labels: [],
    samplesOf: ({ folded }) => [{ attributes: {}, value: folded }],
  },
  {
    kind: 'counter',
    name: 'recloser_unguarded_total',
    help: 'Requests for a breaker that found no room',
    labels: [],
    samplesOf: ({ system }) => [{ attributes: {}, value: system.unguarded }],
  },
]
