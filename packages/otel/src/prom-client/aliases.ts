import type { SystemStatus } from '@recloser/core'
import { BREAKER_NAME, OUTCOME, type SeriesAttributes, STATE_TO } from '../readings/attributes.ts'
import type { Reading } from '../readings/reader.ts'
import type { Sample } from '../readings/totals.ts'
import type { Family } from './families.ts'

/** A library whose names for metrics are reported as well. */
export type Alias = 'resilience4j' | 'opossum'

/** @throws RangeError when there are no names of this kind */
export const aliasFamilies = (aliases: readonly Alias[]): Family[] =>
  aliases.flatMap(alias => {
    if (!Object.hasOwn(known, alias))
      throw new RangeError(`aliases must be of "resilience4j" and "opossum", got ${JSON.stringify(alias)}`)
    return known[alias]()
  })

const nameOf = (attributes: SeriesAttributes): string => String(attributes[BREAKER_NAME])

/** Series anew under other labels; those that come to the same are added up. */
function renamed(
  samples: Iterable<Sample>,
  rename: (attributes: SeriesAttributes) => SeriesAttributes | undefined,
): Sample[] {
  const sums = new Map<string, Sample>()
  for (const { attributes, value } of samples) {
    const next = rename(attributes)
    if (next === undefined) continue
    const key = JSON.stringify(next)
    sums.set(key, { attributes: next, value: value + (sums.get(key)?.value ?? 0) })
  }
  return [...sums.values()]
}

const kinds: Readonly<Record<string, string>> = {
  success: 'successful',
  failure: 'failed',
  ignored: 'ignored',
}
const r4jStates = { closed: 'closed', open: 'open', 'half-open': 'half_open' } as const

/** The breakers that have series of their own; of the folded ones nothing but their calls and refusals is told. */
const named = ({ system, isOwn }: Reading): SystemStatus['breakers'] =>
  system.breakers.filter(({ name }) => isOwn(name))

const resilience4j = (): Family[] => [
  {
    kind: 'counter',
    name: 'resilience4j_circuitbreaker_calls_seconds_count',
    help: 'Calls that ended, by kind',
    labels: ['name', 'kind'],
    samplesOf: ({ calls }) =>
      renamed(calls, attributes => {
        const kind = kinds[String(attributes[OUTCOME])]
        return kind === undefined ? undefined : { name: nameOf(attributes), kind }
      }),
  },
  {
    kind: 'counter',
    name: 'resilience4j_circuitbreaker_not_permitted_calls_total',
    help: 'Calls rejected without being made',
    labels: ['name', 'kind'],
    samplesOf: ({ rejections }) =>
      renamed(rejections, attributes => ({ name: nameOf(attributes), kind: 'not_permitted' })),
  },
  {
    kind: 'gauge',
    name: 'resilience4j_circuitbreaker_state',
    help: '1 for the state of a breaker',
    labels: ['name', 'state'],
    samplesOf: reading =>
      named(reading).flatMap(({ name, state }) =>
        Object.entries(r4jStates).map(([own, other]) => ({
          attributes: { name, state: other },
          value: own === state ? 1 : 0,
        })),
      ),
  },
  {
    kind: 'gauge',
    name: 'resilience4j_circuitbreaker_failure_rate',
    help: 'Failures in percent of the calls in the window, -1 where there are none',
    labels: ['name'],
    samplesOf: reading =>
      named(reading).map(({ name, calls, failureRate }) => ({
        attributes: { name },
        value: calls === 0 ? -1 : failureRate * 100,
      })),
  },
  {
    kind: 'gauge',
    name: 'resilience4j_circuitbreaker_buffered_calls',
    help: 'Calls in the window, by kind',
    labels: ['name', 'kind'],
    samplesOf: reading =>
      named(reading).flatMap(({ name, calls, failureRate }) => {
        const failed = Math.round(calls * failureRate)
        return [
          { attributes: { name, kind: 'successful' }, value: calls - failed },
          { attributes: { name, kind: 'failed' }, value: failed },
        ]
      }),
  },
]

const opossumEvents: Readonly<Record<string, string>> = { success: 'success', failure: 'failure' }
const opossumStates: Readonly<Record<string, string>> = {
  open: 'open',
  closed: 'close',
  'half-open': 'halfOpen',
}

const opossum = (): Family[] => [
  {
    kind: 'counter',
    name: 'circuit',
    help: 'Events of circuits, under the names of opossum-prometheus',
    labels: ['name', 'event'],
    samplesOf: ({ calls, rejections, transitions }) => [
      ...renamed(calls, attributes => {
        const event = opossumEvents[String(attributes[OUTCOME])]
        return event === undefined ? undefined : { name: nameOf(attributes), event }
      }),
      ...renamed([...calls, ...rejections], attributes => ({ name: nameOf(attributes), event: 'fire' })),
      ...renamed(rejections, attributes => ({ name: nameOf(attributes), event: 'reject' })),
      ...renamed(transitions, attributes => {
        const event = opossumStates[String(attributes[STATE_TO])]
        return event === undefined ? undefined : { name: nameOf(attributes), event }
      }),
    ],
  },
]

const known: Readonly<Record<Alias, () => Family[]>> = { resilience4j, opossum }
