import { type Histogram, type Meter, metrics, type Observable } from '@opentelemetry/api'
import type { ObservedManager } from './readings/manager.ts'
import type { ReadingOptions } from './readings/options.ts'
import { Reader, type Reading } from './readings/reader.ts'
import type { Sample } from './readings/totals.ts'
import { addSpanEvents } from './span-events.ts'

/** How breakers are observed. Every field is optional. */
export interface ObserveBreakersOptions extends ReadingOptions {
  /** Whose instruments they are. @default the global provider's, under the name `@recloser/otel` */
  readonly meter?: Meter | undefined
  /** Whether a rejected call leaves an event on the active span. @default true */
  readonly spanEvents?: boolean | undefined
}

/**
 * How many breakers `recloser.breaker.status` names in the life of the process. With three states each, 600 stay below the
 * 2 000 series that the SDK keeps for one instrument. It never drops one, so neither is one given away here.
 */
const NAMED = 600

const BUCKETS = [1, 5, 10, 30, 60, 120, 300, 900]

/**
 * Makes the instruments for the breakers of a manager. They are read when somebody collects; calls through closed circuits
 * pay nothing. Call it after the global meter provider is set, or pass a meter.
 *
 * @returns its undo
 * @throws RangeError when an option is wrong, naming it
 * @throws TypeError when `manager` is none
 */
export const observeBreakers = (
  manager: ObservedManager,
  options: ObserveBreakersOptions = {},
): (() => void) => {
  const { meter = metrics.getMeter('@recloser/otel'), spanEvents = true, ...reading } = options
  const periods = openDuration(meter)
  const reader = new Reader(manager, reading, { limit: NAMED, forMs: Infinity }, (owner, seconds) =>
    periods.record(seconds, owner),
  )
  const instruments = instrumentsOf(meter)
  const all = instruments.map(({ instrument }) => instrument)
  const collect: Parameters<Meter['addBatchObservableCallback']>[0] = result => {
    const now = reader.read()
    for (const { instrument, samplesOf } of instruments)
      for (const { attributes, value } of samplesOf(now)) result.observe(instrument, value, attributes)
  }
  meter.addBatchObservableCallback(collect, all)
  const undoEvents = spanEvents ? addSpanEvents(manager) : () => undefined
  return () => {
    meter.removeBatchObservableCallback(collect, all)
    reader.stop()
    undoEvents()
  }
}

interface Instrument {
  readonly instrument: Observable
  readonly samplesOf: (reading: Reading) => Iterable<Sample>
}

const alone = (value: number): Sample[] => [{ attributes: {}, value }]

const instrumentsOf = (meter: Meter): Instrument[] => {
  const counter = (name: string, unit: string, description: string) =>
    meter.createObservableCounter(name, { unit, description })
  const level = (name: string, unit: string, description: string) =>
    meter.createObservableUpDownCounter(name, { unit, description })
  return [
    {
      instrument: counter('recloser.calls', '{call}', 'Calls that ended, by outcome'),
      samplesOf: ({ calls }) => calls,
    },
    {
      instrument: counter(
        'recloser.rejections',
        '{call}',
        'Calls rejected without being made, by the reason',
      ),
      samplesOf: ({ rejections }) => rejections,
    },
    {
      instrument: counter('recloser.transitions', '{transition}', 'Changes of state, by states and reason'),
      samplesOf: ({ transitions }) => transitions,
    },
    {
      instrument: level('recloser.breaker.count', '{breaker}', 'Breakers in each state'),
      samplesOf: ({ count }) => count,
    },
    {
      instrument: level(
        'recloser.breaker.status',
        '1',
        '1 for the state of a breaker that is or was not closed',
      ),
      samplesOf: ({ status }) => status,
    },
    {
      instrument: level('recloser.breaker.folded', '{breaker}', 'Breakers that share the name _other'),
      samplesOf: ({ folded }) => alone(folded),
    },
    {
      instrument: counter('recloser.unguarded', '{call}', 'Requests for a breaker that found no room'),
      samplesOf: ({ system }) => alone(system.unguarded),
    },
  ]
}

const openDuration = (meter: Meter): Histogram =>
  meter.createHistogram('recloser.open.duration', {
    unit: 's',
    description: 'How long circuits stayed open',
    advice: { explicitBucketBoundaries: BUCKETS },
  })
